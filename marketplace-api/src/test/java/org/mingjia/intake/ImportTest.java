package org.mingjia.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Sending.get;
import static org.mingjia.Sending.toScratch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mingjia.Market;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.Table;
import tools.jackson.databind.JsonNode;

class ImportTest {

    @BeforeAll
    static void aMarket() {
        Scratch.market();
    }

    @Test
    void theSampleCatalogueIsTakenWholeAndItsRowsAreAccountedFor() {
        Answer first = new Answer(200, theOldestSampleImport());
        assertThat(first.text("outcome")).isEqualTo("published");
        assertThat(first.text("actor")).isEqualTo(Market.OPERATOR);
        assertThat(first.number("errorCount")).isZero();
        assertThat(first.body().path("files").valueStream().mapToInt(f -> f.path("rows").asInt()))
                .containsExactly(10, 30, 141, 146, 67, 329, 116, 72);
        assertThat(first.number("published"))
                .isEqualTo(
                        911
                                + Scratch.count(
                                        "select count(*) from act_item where lower_inf(valid)"));
    }

    /** The newest comes first, and other tests have imported since: so every page is read. */
    private static JsonNode theOldestSampleImport() {
        List<JsonNode> samples = new ArrayList<>();
        String page = "/api/imports?outcome=published&limit=100";
        while (!page.isEmpty()) {
            Answer kept = get(page);
            kept.body()
                    .path("items")
                    .valueStream()
                    .filter(i -> i.path("files").size() == 8 && i.path("published").asLong() > 0)
                    .forEach(samples::add);
            JsonNode next = kept.body().path("nextCursor");
            page =
                    next.isString()
                            ? "/api/imports?outcome=published&limit=100&cursor=" + next.asString()
                            : "";
        }
        return samples.getLast();
    }

    @Test
    void theNewestAttemptComesFirstAndPagesGoBack() {
        toScratch().file("synonyms.csv", "term\n").send();
        toScratch().file("synonyms.csv", "nothing\n").send();
        Answer all = get("/api/imports?limit=100");
        // a time-ordered id: two imports at once are in the order in which they were recorded
        var ids =
                all.body()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("importId").asString())
                        .toList();
        assertThat(ids).hasSizeGreaterThan(2).isSortedAccordingTo(Comparator.reverseOrder());

        Answer first = get("/api/imports?limit=1");
        Answer second = get("/api/imports?limit=1&cursor=" + first.text("nextCursor"));
        assertThat(second.body().at("/items/0")).isEqualTo(all.body().at("/items/1"));
    }

    @Test
    void theSameSetAgainPublishesNothingAndWritesNoEvent() {
        Answer again =
                Scratch.withoutTrace(() ->
                        toScratch()
                                .files(Market.sampleFiles())
                                .query("?effectiveFrom=" + Scratch.day(3))
                                .send());

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.number("published")).isZero();
        assertThat(again.number("ended")).isZero();
        assertThat(again.number("unchanged")).isGreaterThan(911);
    }

    @Test
    void oneBrokenRowInOneFileKeepsTheOtherFilesOutToo() {
        Answer refused =
                Scratch.withoutTrace(() ->
                        toScratch()
                                .file("good.csv", Table.items("S-WHOLE-", 3))
                                .file("bad.csv", Table.acts("A-WHOLE-1").with(1, "kind", "x"))
                                .send());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).containsExactly("2 kind one-of");
        assertThat(refused.body().at("/errors/0/file").asString()).isEqualTo("bad.csv");
    }

    @Test
    void aDryRunTellsWhatWouldBeAndKeepsNothing() {
        long kept = Scratch.count("select count(*) from register_import");

        Answer tried =
                Scratch.withoutTrace(() ->
                        toScratch()
                                .file("items.csv", Table.items("S-DRY-", 5))
                                .query("?dryRun=true")
                                .send());

        assertThat(tried.status()).isEqualTo(200);
        assertThat(tried.number("published")).isEqualTo(10);
        assertThat(tried.body().path("dryRun").asBoolean()).isTrue();
        assertThat(Scratch.count("select count(*) from register_import")).isEqualTo(kept);
    }

    @Test
    void aRefusedAttemptIsKeptWithItsErrorsAndListed() {
        toScratch().file("错.csv", Table.items("S-KEPT-", 1).with(1, "payer", "nobody")).send();

        Answer listed = get("/api/imports?outcome=refused&limit=100");
        var kept =
                listed.body()
                        .path("items")
                        .valueStream()
                        .filter(i -> i.at("/files/0/file").asString("").equals("错.csv"))
                        .findFirst()
                        .orElseThrow();
        assertThat(kept.path("errorCount").asInt()).isEqualTo(1);
        assertThat(kept.at("/errors/0/column").asString()).isEqualTo("payer");
        Answer one = get("/api/imports/{id}", kept.path("importId").asString());
        assertThat(one.body().path("outcome").asString()).isEqualTo("refused");
        assertThat(one.body().at("/errors/0/rule").asString()).isEqualTo("one-of");
    }

    @Test
    void whatATableDoesNotNameAnyMoreIsKeptUnlessTheSenderAsksForItsEnd() {
        toScratch().file("words.csv", words("甲试词", "乙试词")).query("?effectiveFrom=unstated").send();

        Answer kept = toScratch().file("words.csv", words("甲试词")).send();
        assertThat(kept.number("ended")).isZero();
        assertThat(inForce("乙试词")).isEqualTo(1);
    }

    @Test
    void absentEndEndsWhatIsGoneOnTheDayAndLeavesTheRest() {
        toScratch().file("words.csv", words("丙试词", "丁试词")).query("?effectiveFrom=unstated").send();
        Table all =
                new Table(
                        Table.of("term|synonyms|item_codes").header(),
                        get("/api/synonyms?limit=100").body().path("items").isEmpty()
                                ? java.util.List.of()
                                : allWordsBut("丁试词"));
        long before = Scratch.count("select count(*) from event where kind = 'synonym.ended'");

        Answer ended = toScratch().file("words.csv", all).query("?absent=end").send();

        assertThat(ended.number("ended")).isEqualTo(1);
        assertThat(ended.number("published")).isZero();
        assertThat(inForce("丁试词")).isZero();
        assertThat(inForce("丙试词")).isEqualTo(1);
        assertThat(Scratch.count("select count(*) from event where kind = 'synonym.ended'"))
                .isEqualTo(before + 1);
    }

    @Test
    void whatOthersRestOnCannotBeEndedAndNothingElseOfTheSetIsEither() {
        Table onlyOne = Table.of("code|name|parent_code|level", "430000|湖南省||province");

        Answer refused =
                Scratch.withoutTrace(
                        () -> toScratch().file("regions.csv", onlyOne).query("?absent=end").send());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("constraint-violated");
        assertThat(refused.text("rule")).isIn("department_has_its_region", "region_has_its_parent");
    }

    private static Table words(String... terms) {
        return Table.of(
                "term|synonyms|item_codes",
                java.util.stream.Stream.of(terms)
                        .map(t -> t + "|" + t + "别名|S-HJ-001")
                        .toArray(String[]::new));
    }

    private static java.util.List<java.util.List<String>> allWordsBut(String term) {
        String lines =
                Scratch.ask(
                        """
                        select string_agg(concat_ws('|', term, array_to_string(synonyms, ';'),
                                                    array_to_string(item_codes, ';')), chr(10))
                          from synonym where valid @> market_today() and term <> ?
                        """,
                        term);
        return lines.lines().map(l -> java.util.List.of(l.split("\\|", -1))).toList();
    }

    private static long inForce(String term) {
        return Scratch.count(
                "select count(*) from synonym where term = ? and valid @> market_today()", term);
    }
}
