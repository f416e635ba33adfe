package org.mingjia.offers;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Parameters;
import org.mingjia.offers.ChargeViews.ChargeCheck;
import org.mingjia.offers.ChargeViews.ChargeQuestion;
import org.mingjia.offers.ChargeViews.Verdict;
import org.mingjia.offers.Verdicts.Judged;
import org.mingjia.platform.Events;
import org.mingjia.platform.MarketClock;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.QuoteParameterRefused;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.register.QuoteRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers whether a charge was allowed, by the versions of the day of the charge, and keeps the
 * answer.
 */
@Component
class ChargeChecks {

    private static final Pattern ITEM = Pattern.compile("S-[A-Z0-9]+-[0-9]+");
    private static final Pattern USCC = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");
    private static final Pattern REGION = Pattern.compile("[0-9]{6}");
    private static final long MOST = 9_999_999_999_999L;
    private static final QuoteRequest NOTHING =
            new QuoteRequest(null, null, null, null, null, null, null, null);

    private final Shelves shelves;
    private final Transactor transactor;
    private final MarketClock clock;
    private final JsonMapper json;
    private final String defaultRegion;

    ChargeChecks(
            Shelves shelves,
            Transactor transactor,
            MarketClock clock,
            JsonMapper json,
            MingjiaSettings settings) {
        this.shelves = shelves;
        this.transactor = transactor;
        this.clock = clock;
        this.json = json;
        this.defaultRegion = settings.defaultRegion();
    }

    /** A question whose every part was found to be in order. */
    private record Asked(
            String itemCode,
            @Nullable String uscc,
            String regionCode,
            LocalDate day,
            QuoteRequest request,
            Parameters parameters,
            long amountFen,
            String payer) {}

    /** A question and what came of it, before it is written down. */
    record Answered(
            Asked asked, Judged judged, @Nullable String itemName, @Nullable String agencyName) {}

    /** Judges; nothing is written. */
    Mono<Answered> judge(ChargeQuestion question) {
        Asked asked = checked(question);
        return (asked.uscc() == null ? Mono.just("") : agencyName(asked.uscc()))
                .flatMap(name ->
                        shelves.read(asked.itemCode(), asked.day(), asked.uscc())
                                .map(stock -> {
                                    OfferController.refuseUnlessUsable(
                                            stock.book(), asked.parameters());
                                    var judged =
                                            Verdicts.of(
                                                    stock,
                                                    Places.of(asked.regionCode()),
                                                    asked.parameters(),
                                                    asked.amountFen(),
                                                    asked.payer(),
                                                    asked.uscc());
                                    return new Answered(
                                            asked,
                                            judged,
                                            stock.book().item().name(),
                                            name.isEmpty() ? null : name);
                                })
                                .onErrorResume(
                                        Refused.class,
                                        refused ->
                                                refused.refusal() instanceof NotFound
                                                        ? Mono.fromSupplier(() ->
                                                                new Answered(
                                                                        asked,
                                                                        Verdicts.notOnTheList(
                                                                                asked.itemCode(),
                                                                                asked.day()),
                                                                        null,
                                                                        name.isEmpty()
                                                                                ? null
                                                                                : name))
                                                        : Mono.error(refused)));
    }

    private Mono<String> agencyName(String uscc) {
        return transactor
                .one(db ->
                        Mono.from(
                                db.resultQuery(
                                        "select g.name from organisation g join agency a on a.organisation_id = g.id where g.uscc = {0} and a.admitted_on is not null",
                                        DSL.val(uscc))))
                .map(row -> row.get(0, String.class))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("中介服务机构", uscc))));
    }

    private ChargeCheck check(Answered answered, OffsetDateTime at) {
        Asked asked = answered.asked();
        Judged judged = answered.judged();
        String id = UUID.randomUUID().toString();
        return new ChargeCheck(
                id,
                "/charge-checks/" + id,
                at,
                judged.verdict().code(),
                summary(judged.verdict()),
                asked.itemCode(),
                answered.itemName(),
                asked.uscc(),
                answered.agencyName(),
                asked.regionCode(),
                shelves.placeName(asked.regionCode()),
                asked.day(),
                ProjectParameters.of(asked.request()),
                asked.amountFen(),
                asked.payer(),
                judged.findings());
    }

    private static String summary(Verdict verdict) {
        return switch (verdict) {
            case NOT_ON_THE_LIST -> "不在清单上：清单之外无服务、无收费";
            case NOTHING_MAY_BE_CHARGED -> "不得收取任何费用：本事项由政府付费";
            case OUTSIDE_LAWFUL_INTERVAL -> "超出法定区间";
            case ABOVE_PUBLISHED_PRICE -> "高于机构公布的价格";
            case NO_PUBLISHED_PRICE -> "机构没有公布价格";
            case NOT_COMPUTABLE -> "没有可以比对的价格，不能判断";
            case WITHIN -> "在允许的范围内";
        };
    }

    /**
     * The record, at the database's time, and one event that names the item and not the check: its
     * address is not for all.
     */
    Mono<ChargeCheck> keep(DSLContext tx, Answered answered) {
        return Mono.from(tx.resultQuery("select now()"))
                .map(row ->
                        check(
                                answered,
                                row.get(0, OffsetDateTime.class)
                                        .withOffsetSameInstant(ZoneOffset.UTC)))
                .flatMap(check -> write(tx, check));
    }

    private Mono<ChargeCheck> write(DSLContext tx, ChargeCheck check) {
        String body = json.writeValueAsString(check);
        return Mono.from(
                        tx.query(
                                "insert into charge_check (id, item_code, charged_on, amount_fen, payer, verdict, body)"
                                        + " values ({0}, {1}, {2}, {3}, {4}, {5}, {6})",
                                DSL.val(UUID.fromString(check.id())),
                                DSL.val(check.itemCode()),
                                DSL.val(check.chargedOn()),
                                DSL.val(check.amountFen()),
                                DSL.val(check.payer()),
                                DSL.val(check.verdict()),
                                DSL.val(JSONB.valueOf(body))))
                .then(
                        Events.tell(
                                tx,
                                "public",
                                "charge-check.recorded",
                                "charge-check",
                                check.itemCode(),
                                Map.of("verdict", check.verdict())))
                .thenReturn(check);
    }

    /** The answer as it was given; empty when there is none under this identifier. */
    Mono<String> kept(UUID id) {
        return transactor
                .one(db ->
                        Mono.from(
                                db.resultQuery(
                                        "select body::text from charge_check where id = {0}",
                                        DSL.val(id))))
                .map(row -> row.get(0, String.class));
    }

    private Asked checked(ChargeQuestion question) {
        if (question.unknown() != null && !question.unknown().isEmpty()) {
            String name = question.unknown().keySet().iterator().next();
            throw refused(
                    name.substring(0, Math.min(40, name.length())),
                    "unknown-parameter",
                    "没有这个字段",
                    null,
                    "itemCode",
                    "uscc",
                    "regionCode",
                    "chargedOn",
                    "parameters",
                    "amountFen",
                    "payer");
        }
        String item =
                matching(
                        "itemCode",
                        required("itemCode", question.itemCode()),
                        ITEM,
                        "事项编码，如 S-HJ-001");
        String uscc = question.uscc();
        if (uscc != null) {
            uscc =
                    matching(
                            "uscc",
                            uscc.toUpperCase(java.util.Locale.ROOT),
                            USCC,
                            "GB 32100 统一社会信用代码，18 位");
        }
        String region =
                matching(
                        "regionCode",
                        question.regionCode() == null ? defaultRegion : question.regionCode(),
                        REGION,
                        "GB/T 2260，6 位数字");
        QuoteRequest request = question.parameters() == null ? NOTHING : question.parameters();
        if (request.asOf() != null || request.region() != null) {
            throw refused("parameters", "unknown-parameter", "日期与区域不写在 parameters 里", null);
        }
        return new Asked(
                item,
                uscc,
                region,
                day(required("chargedOn", question.chargedOn())),
                request,
                request.parameters(null),
                amount(question.amountFen()),
                payer(required("payer", question.payer())));
    }

    private LocalDate day(String text) {
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            throw refused("chargedOn", "malformed-date", "chargedOn 不是日期", "YYYY-MM-DD");
        }
        if (day.isAfter(clock.today()) || day.getYear() < 1949) {
            throw refused(
                    "chargedOn",
                    "parameter-out-of-range",
                    "收费日期应在 1949-01-01 至今天之间",
                    "1949-01-01 至 " + clock.today());
        }
        return day;
    }

    private static long amount(@Nullable Long fen) {
        if (fen == null) {
            throw refused("amountFen", "missing-parameter", "请给出 amountFen（分）", null);
        }
        if (fen < 1 || fen > MOST) {
            throw refused("amountFen", "parameter-out-of-range", "金额超出范围", "1 至 " + MOST + " 分");
        }
        return fen;
    }

    private static String payer(String payer) {
        if (!Set.of("enterprise", "government").contains(payer)) {
            throw refused(
                    "payer",
                    "parameter-out-of-range",
                    "payer 应为 enterprise 或 government",
                    null,
                    "enterprise",
                    "government");
        }
        return payer;
    }

    private static String required(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw refused(parameter, "missing-parameter", "请给出 " + parameter, null);
        }
        return value;
    }

    private static String matching(String parameter, String value, Pattern form, String bound) {
        if (value.length() > 40 || !form.matcher(value).matches()) {
            throw refused(parameter, "malformed", parameter + " 的格式不对", bound);
        }
        return value;
    }

    private static Refused refused(
            String parameter,
            String rule,
            String detail,
            @Nullable String bound,
            String... allowed) {
        return new Refused(
                new QuoteParameterRefused(parameter, rule, detail, bound, List.of(allowed)));
    }
}
