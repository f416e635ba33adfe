package org.mingjia.matching;

import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.SAVED_SEARCH;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.matching.MatchingViews.SavedSearchRequest;
import org.mingjia.matching.MatchingViews.SavedSearchView;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Searches that somebody keeps to be told of what they find; an account has a bounded number. */
final class SavedSearches {

    private static final int MOST = 50;
    private static final int MOST_ITEMS = 20;
    private static final int MOST_WORDS = 5;
    private static final long MOST_FEN = 9_999_999_999_999L;
    private static final Set<String> METHODS =
            Set.of(
                    "direct",
                    "lowest_price",
                    "random_draw",
                    "lowest_random",
                    "best_value",
                    "credit_shortlist",
                    "mean",
                    "mean_random");

    /**
     * The account's row makes two who save at once take turns; the count is a later statement's.
     */
    private static final String TURN = "select a.id from account a where a.id = {0} for update";

    private static final String HAS = "select count(*) from saved_search where account_id = {0}";

    private static final String ADD =
            """
            insert into saved_search (account_id, name, item_codes, category, region_code, method, funds,
                                      budget_at_least_fen, words)
            select {0}, {1}, {2}::text[], {3}, {4}, {5}, {6}, {7},
                   coalesce((select array_agg(lower(w) order by n) from unnest({8}::text[]) with ordinality u (w, n)), '{}')
            returning json_build_object('id', id, 'name', name, 'itemCodes', item_codes, 'category', category,
                'regionCode', region_code, 'method', method, 'funds', funds, 'budgetAtLeastFen', budget_at_least_fen,
                'words', words, 'createdAt', created_at)::text
            """;

    private SavedSearches() {}

    /** A search that was found to be in order. */
    record Checked(
            String name,
            List<String> itemCodes,
            @Nullable String category,
            @Nullable String regionCode,
            @Nullable String method,
            @Nullable String funds,
            @Nullable Long budgetAtLeastFen,
            List<String> words) {}

    static Checked checked(SavedSearchRequest asked) {
        var checks = new FieldChecks();
        List<String> items =
                asked.itemCodes() == null
                        ? List.of()
                        : asked.itemCodes().stream().filter(Objects::nonNull).distinct().toList();
        checks.require(
                items.size() <= MOST_ITEMS
                        && items.stream()
                                .allMatch(code -> code.matches("S-[A-Z0-9]{1,20}-[0-9]{1,9}")),
                "#/itemCodes",
                "items",
                "请给出不超过 " + MOST_ITEMS + " 个事项编码");
        @Nullable String category = optional(checks, "#/category", "类别", asked.category(), 60);
        @Nullable String region = optional(checks, "#/regionCode", "区域", asked.regionCode(), 6);
        checks.require(
                region == null || region.matches("[0-9]{6}"),
                "#/regionCode",
                "region-code",
                "区域应为 6 位行政区划代码");
        checks.require(
                asked.method() == null || METHODS.contains(asked.method()),
                "#/method",
                "one-of",
                "没有这种选取方式");
        checks.require(
                asked.funds() == null || Set.of("state", "social").contains(asked.funds()),
                "#/funds",
                "one-of",
                "资金来源应为 state 或 social");
        Long budget = asked.budgetAtLeastFen();
        checks.require(
                budget == null || (budget >= 1 && budget <= MOST_FEN),
                "#/budgetAtLeastFen",
                "bounds",
                "预算应为 1 至 " + MOST_FEN + " 分");
        List<String> words = words(checks, asked.words());
        String name = asked.name() == null ? "" : asked.name();
        name = checks.text("#/name", "名称", name, 0, 60);
        var search =
                new Checked(
                        name,
                        items,
                        category,
                        region,
                        asked.method(),
                        asked.funds(),
                        budget,
                        words);
        checks.require(
                checks.failed() || !conditions(search).isEmpty(), "#", "required", "请至少给出一个条件");
        checks.done();
        return name.isEmpty() ? named(search) : search;
    }

    private static List<String> words(FieldChecks checks, @Nullable String typed) {
        @Nullable String text = optional(checks, "#/words", "关键词", typed, 120);
        List<String> words =
                text == null
                        ? List.of()
                        : Arrays.stream(text.split("[\\s　]+", -1))
                                .filter(word -> !word.isEmpty())
                                .distinct()
                                .toList();
        checks.require(
                words.size() <= MOST_WORDS
                        && words.stream().allMatch(w -> w.codePointCount(0, w.length()) >= 2),
                "#/words",
                "words",
                "关键词不超过 " + MOST_WORDS + " 个，每个至少 2 个字符");
        return words;
    }

    private static @Nullable String optional(
            FieldChecks checks, String at, String what, @Nullable String typed, int most) {
        String text = typed == null ? "" : checks.text(at, what, typed, 0, most);
        return text.isEmpty() ? null : text;
    }

    private static List<String> conditions(Checked search) {
        var conditions = new java.util.ArrayList<String>(search.words());
        conditions.addAll(search.itemCodes());
        for (Object more :
                new @Nullable Object[] {
                    search.category(),
                    search.regionCode(),
                    search.method(),
                    search.funds(),
                    search.budgetAtLeastFen()
                }) {
            if (more != null) {
                conditions.add(more.toString());
            }
        }
        return conditions;
    }

    private static Checked named(Checked search) {
        String all = String.join(" ", conditions(search));
        return new Checked(
                all.substring(
                        0,
                        all.offsetByCodePoints(
                                0, Math.min(60, all.codePointCount(0, all.length())))),
                search.itemCodes(),
                search.category(),
                search.regionCode(),
                search.method(),
                search.funds(),
                search.budgetAtLeastFen(),
                search.words());
    }

    /** Keeps it, under the account's bound. */
    static Mono<SavedSearchView> add(DSLContext tx, Actor actor, Checked search) {
        return Mono.from(tx.resultQuery(TURN, val(actor.accountId())))
                .flatMap(_ -> Mono.from(tx.resultQuery(HAS, val(actor.accountId()))))
                .filter(row -> row.get(0, int.class) < MOST)
                .switchIfEmpty(
                        Mono.error(() ->
                                new Refused(
                                        new NotNow(
                                                "saved-search-bound",
                                                "每个账户至多保存 " + MOST + " 个检索，请先删去不用的"))))
                .flatMap(_ ->
                        Mono.from(
                                tx.resultQuery(
                                        ADD,
                                        val(actor.accountId()),
                                        val(search.name()),
                                        val(search.itemCodes().toArray(String[]::new)),
                                        val(search.category(), SQLDataType.VARCHAR),
                                        val(search.regionCode(), SQLDataType.VARCHAR),
                                        val(search.method(), SQLDataType.VARCHAR),
                                        val(search.funds(), SQLDataType.VARCHAR),
                                        val(search.budgetAtLeastFen(), SQLDataType.BIGINT),
                                        val(search.words().toArray(String[]::new)))))
                .map(row ->
                        JsonMapper.shared()
                                .readValue(row.get(0, String.class), SavedSearchView.class))
                .flatMap(made -> tell(tx, actor, "account.search-saved").thenReturn(made));
    }

    /** Deletes one's own; another's is not found. */
    static Mono<Boolean> delete(DSLContext tx, Actor actor, UUID id) {
        return Mono.from(
                        tx.deleteFrom(SAVED_SEARCH)
                                .where(SAVED_SEARCH.ID.eq(id))
                                .and(SAVED_SEARCH.ACCOUNT_ID.eq(actor.accountId())))
                .filter(deleted -> deleted == 1)
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("订阅的检索", id.toString()))))
                .flatMap(_ -> tell(tx, actor, "account.search-deleted").thenReturn(true));
    }

    private static Mono<Void> tell(DSLContext tx, Actor actor, String kind) {
        return Events.tell(tx, actor.name(), kind, "account", actor.name(), Map.of());
    }

    /** One's own, newest first. */
    static Listing list(Actor actor) {
        Field<String> id = SAVED_SEARCH.ID.cast(SQLDataType.VARCHAR).as("id");
        return new Listing(
                        List.of(
                                id,
                                SAVED_SEARCH.NAME.as("name"),
                                SAVED_SEARCH.ITEM_CODES.as("itemCodes"),
                                SAVED_SEARCH.CATEGORY.as("category"),
                                SAVED_SEARCH.REGION_CODE.as("regionCode"),
                                SAVED_SEARCH.METHOD.as("method"),
                                SAVED_SEARCH.FUNDS.as("funds"),
                                SAVED_SEARCH.BUDGET_AT_LEAST_FEN.as("budgetAtLeastFen"),
                                SAVED_SEARCH.WORDS.as("words"),
                                SAVED_SEARCH.CREATED_AT.as("createdAt")),
                        SAVED_SEARCH,
                        SAVED_SEARCH.ACCOUNT_ID.eq(actor.accountId()),
                        SAVED_SEARCH.ID.cast(SQLDataType.VARCHAR),
                        "id")
                .backwards();
    }
}
