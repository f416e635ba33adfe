package org.mingjia.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Sending.get;
import static org.mingjia.Sending.toScratch;

import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.Table;

class VersionsTest {

    @Test
    void aChangeEndsTheOldVersionAndStartsTheNewOneOnItsDay() {
        Table items = Table.items("S-VER-", 1);
        toScratch().file("v.csv", items).query("?effectiveFrom=2020-01-01").send();

        Answer changed =
                toScratch()
                        .file("v.csv", items.with(1, "deliverable", "新报告"))
                        .query("?effectiveFrom=" + Scratch.day(10))
                        .send();

        assertThat(changed.status()).as("%s", changed.body()).isEqualTo(201);
        assertThat(changed.number("published")).isEqualTo(1);
        assertThat(get("/api/items/S-VER-1").text("deliverable")).isEqualTo("报告");
        assertThat(get("/api/items/S-VER-1").text("validTo")).isEqualTo(Scratch.day(10));
        assertThat(get("/api/items/S-VER-1?asOf=" + Scratch.day(9)).text("deliverable"))
                .isEqualTo("报告");
        Answer later = get("/api/items/S-VER-1?asOf=" + Scratch.day(10));
        assertThat(later.text("deliverable")).isEqualTo("新报告");
        assertThat(later.text("validFrom")).isEqualTo(Scratch.day(10));
        assertThat(get("/api/items/S-VER-1?asOf=2019-12-31").status()).isEqualTo(404);
    }

    @Test
    void theHistoryShowsWhatChanged() {
        Table items = Table.items("S-HIST-", 1);
        toScratch().file("v.csv", items).query("?effectiveFrom=2020-01-01").send();
        toScratch().file("v.csv", items.with(1, "payer", "government")).send();

        var versions = get("/api/items/S-HIST-1/history").body().path("items");

        assertThat(versions).hasSize(2);
        assertThat(versions.at("/0/payer").asString()).isEqualTo("government");
        assertThat(
                        versions.path(0)
                                .path("change")
                                .valueStream()
                                .filter(c -> c.path("field").asString().equals("payer"))
                                .map(c ->
                                        c.path("from").asString() + ">" + c.path("to").asString()))
                .containsExactly("enterprise>government");
        assertThat(versions.at("/1/validTo").asString())
                .isEqualTo(versions.at("/0/validFrom").asString());
    }

    @Test
    void aSecondChangeCannotTakeTheDayOfTheFirstOrAnEarlierOne() {
        Table items = Table.items("S-TWICE-", 1);
        toScratch().file("v.csv", items).query("?effectiveFrom=2020-01-01").send();
        toScratch()
                .file("v.csv", items.with(1, "notes", "一"))
                .query("?effectiveFrom=" + Scratch.day(5))
                .send();

        for (int day : new int[] {0, 4, 5}) {
            Answer refused =
                    Scratch.withoutTrace(() ->
                            toScratch()
                                    .file("v.csv", items.with(1, "notes", "二"))
                                    .query("?effectiveFrom=" + Scratch.day(day))
                                    .send());
            assertThat(refused.errors()).containsExactly("2 - no-rewriting");
        }
        assertThat(
                        toScratch()
                                .file("v.csv", items.with(1, "notes", "二"))
                                .query("?effectiveFrom=" + Scratch.day(6))
                                .send()
                                .status())
                .isEqualTo(201);
    }

    @Test
    void aChangeCannotTakeEffectInThePast() {
        Table items = Table.items("S-PAST-", 1);
        toScratch().file("v.csv", items).query("?effectiveFrom=2020-01-01").send();

        Answer refused =
                Scratch.withoutTrace(() ->
                        toScratch()
                                .file("v.csv", items.with(1, "notes", "改"))
                                .query("?effectiveFrom=" + Scratch.day(-1))
                                .send());

        assertThat(refused.errors()).containsExactly("2 - no-rewriting");
    }

    @Test
    void nothingCanBeEndedInThePastOrOnTheDayItStarts() {
        Table two = Table.items("S-GONE-", 1).with(1, "act_codes", "A-FGW-001;A-FGW-002");
        toScratch().file("v.csv", two).query("?effectiveFrom=" + Scratch.day(0)).send();
        Table one = two.with(1, "act_codes", "A-FGW-001");

        for (int day : new int[] {-1, 0}) {
            Answer refused =
                    Scratch.withoutTrace(() ->
                            toScratch()
                                    .file("v.csv", one)
                                    .query("?effectiveFrom=" + Scratch.day(day))
                                    .send());
            assertThat(refused.status()).as("%s", refused.body()).isEqualTo(422);
            assertThat(refused.errors()).containsExactly("0 - no-rewriting");
            assertThat(refused.body().at("/errors/0/detail").asString())
                    .contains("A-FGW-002/S-GONE-1");
        }
        Answer ended =
                toScratch().file("v.csv", one).query("?effectiveFrom=" + Scratch.day(1)).send();
        assertThat(ended.number("ended")).isEqualTo(1);
    }

    @Test
    void whatHasEndedIsPublishedAgainOnlyFromThereOn() {
        Table two = Table.items("S-BACK-", 1).with(1, "act_codes", "A-FGW-001;A-FGW-002");
        Table one = two.with(1, "act_codes", "A-FGW-001");
        toScratch().file("v.csv", two).query("?effectiveFrom=2020-01-01").send();
        toScratch().file("v.csv", one).query("?effectiveFrom=" + Scratch.day(5)).send();

        Answer early =
                Scratch.withoutTrace(() ->
                        toScratch()
                                .file("v.csv", two)
                                .query("?effectiveFrom=" + Scratch.day(4))
                                .send());
        Answer then =
                toScratch().file("v.csv", two).query("?effectiveFrom=" + Scratch.day(7)).send();

        assertThat(early.errors()).as("%s", early.body()).containsExactly("2 - no-rewriting");
        assertThat(then.number("published")).isEqualTo(1);
    }
}
