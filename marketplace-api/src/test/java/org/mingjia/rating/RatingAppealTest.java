package org.mingjia.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.Attack;
import org.mingjia.Market;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;
import tools.jackson.databind.JsonNode;

/** 公示与申诉 Seven working days in which an agency may object; an upheld appeal is a new version. */
class RatingAppealTest {

    @Test
    void thePublicityIsCountedOverTheNationalHolidayAndADayLateIsRefused() {
        var year = RatedYear.next().published(1);
        // 1 to 7 October are holidays, Saturday the 10th is worked
        year.publishedOn(1, "2026-09-29");
        year.becomes(1, "final");
        assertThat(year.seen(1).path("appealBy").asString()).isEqualTo("2026-10-14");

        Answer late = Scratch.withoutTrace(() -> year.appeal(RatedYear.many, 1));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("rule")).isEqualTo("publicity-is-over");
        assertThat(late.text("detail")).contains("2026-10-14");
        assertThat(year.start().text("rule")).isEqualTo("rating-is-final");
    }

    @Test
    void theLastDayIsInTimeAndTheDayAfterIsNot() {
        var year = RatedYear.next().published(1);
        year.publishedOn(1, day("min", ">"));
        assertThat(year.seen(1).path("appealBy").asString()).isGreaterThanOrEqualTo(Scratch.day(0));
        assertThat(year.appeal(RatedYear.many, 1).status()).isEqualTo(201);

        year.publishedOn(1, day("max", "<="));
        Answer late = year.appeal(RatedYear.three, 1);
        assertThat(late.text("rule")).isEqualTo("publicity-is-over");
        assertThat(late.text("detail")).contains(year.seen(1).path("appealBy").asString());
        Attack.refused(
                "rating_appeal_is_in_time",
                "insert into rating_appeal (run_id, agency_id, text, by) select r.id, '"
                        + RatedYear.three.organisationId()
                        + "', '第三份合同按期交付，请核对', 'x' from rating_run r where r.id = ?",
                year.id(1));
        assertThat(year.status(1)).as("an appeal is open").isEqualTo("publicity");
    }

    /** The day of publication whose last day is today or later, or is over. */
    private static String day(String which, String ends) {
        return Scratch.ask(
                """
                select %s(d::date)::text from generate_series(market_today() - 40, market_today(), interval '1 day') d
                 where end_of_working_days(d::date, 7) %s now()
                """
                        .formatted(which, ends));
    }

    @Test
    void anUpheldAppealLeadsToAVersionOfItsOwnAndTheOldOneStays() {
        var year = RatedYear.next();
        RatedYear.supervise(RatedYear.many, year.year, 60);
        year.published(1);
        JsonNode before = year.seen(1);
        int scored = year.working(RatedYear.many).at("/result/score").asInt();

        assertThat(year.start().text("rule")).isEqualTo("nothing-was-upheld");
        Answer appeal = year.appeal(RatedYear.many, 1);
        assertThat(appeal.status()).as(appeal.body().toString()).isEqualTo(201);
        assertThat(year.appeal(RatedYear.many, 1).text("rule")).isEqualTo("appealed-already");
        assertThat(year.start().text("rule")).isEqualTo("appeals-are-open");
        assertThat(
                        Sending.post(
                                        year.path(1)
                                                + "/appeals/"
                                                + appeal.text("id")
                                                + "/decisions",
                                        Map.of("decision", "perhaps"))
                                .faults())
                .containsExactly("#/decision one-of", "#/reason required");
        assertThat(year.decide(1, appeal, "upheld").text("decision")).isEqualTo("upheld");
        assertThat(year.decide(1, appeal, "rejected").text("rule")).isEqualTo("decided-already");

        RatedYear.supervise(RatedYear.many, year.year, 100);
        year.published(2);
        assertThat(year.status(1)).isEqualTo("superseded");
        assertThat(year.working(RatedYear.many).at("/result/score").asInt())
                .isEqualTo(scored + 600);
        assertThat(year.seen(1).path("inputsHash")).isEqualTo(before.path("inputsHash"));
        assertThat(year.seen(2).path("inputsHash")).isNotEqualTo(before.path("inputsHash"));
        assertThat(year.file(1, "inputs")).contains("\"supervision\":60");
        assertThat(year.appeal(RatedYear.three, 1).text("rule")).isEqualTo("superseded");
        assertThat(year.appeal(RatedYear.three, 2).status()).as("a fresh publicity").isEqualTo(201);
    }

    @Test
    void aRejectedAppealLetsItBecomeFinal() {
        var year = RatedYear.next().published(1);
        Answer appeal = year.appeal(RatedYear.many, 1);
        year.publishedOn(1, "2026-09-29");
        assertThat(year.status(1)).isEqualTo("publicity");
        year.decide(1, appeal, "rejected");
        year.becomes(1, "final");
        assertThat(year.seen(1).path("finalAt").asString()).isNotBlank();
        assertThat(year.seen(1).at("/appeals/rejected").asInt()).isEqualTo(1);
    }

    @Test
    void whoWasNotRatedHasNothingToAppealAgainst() {
        var year = RatedYear.next().published(1);
        assertThat(year.appeal(Auction.seller(0), 1).text("rule")).isEqualTo("not-rated");
        assertThat(year.appeal(RatedYear.many, 7).status()).isEqualTo(404);
        Answer appeal = year.appeal(RatedYear.few, 1);
        assertThat(RatedYear.few.get("/api/rating-appeals").body().toString())
                .contains(appeal.text("id"));
        assertThat(RatedYear.three.get("/api/rating-appeals").body().toString())
                .doesNotContain(appeal.text("id"));
        assertThat(People.of(Scratch.market()).enterprise().get("/api/rating-appeals").status())
                .isEqualTo(403);
        // the agency is of another county
        var elsewhere = People.of(Scratch.market()).regulator("433100-FGW", "433130");
        assertThat(elsewhere.get("/api/rating-appeals").body().toString())
                .doesNotContain(appeal.text("id"));
        assertThat(
                        elsewhere
                                .post(
                                        "/api/rating-runs/%d/1/appeals/%s/decisions"
                                                .formatted(year.year, appeal.text("id")),
                                        Map.of("decision", "rejected", "reason", "不在本县"))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void theAgencyIsToldOnceOfThePublicityAndOfTheDecision() {
        var year = RatedYear.next().published(1);
        Answer appeal = year.appeal(RatedYear.three, 1);
        year.decide(1, appeal, "rejected");
        String count =
                "select count(*) from inbox_message where organisation_id = ?::uuid and kind = ? and subject = ?";
        for (String kind : List.of("rating.published", "rating.appeal-decided")) {
            Market.waitUntil(() ->
                    Scratch.count(count, RatedYear.three.organisationId(), kind, year.year + "-1")
                            == 1);
        }
        assertThat(
                        Scratch.count(
                                count,
                                RatedYear.many.organisationId(),
                                "rating.appeal-decided",
                                year.year + "-1"))
                .isZero();
    }

    @Test
    void nothingThatWasPublishedIsRewritten() {
        var year = RatedYear.next().published(1);
        var run = year.id(1);
        String refused = "rating_is_never_rewritten";
        for (String change :
                List.of(
                        "formula_version = 1 + formula_version",
                        "inputs_hash = repeat('0', 64)",
                        "agencies = agencies + 1",
                        "published_on = published_on - 1",
                        "header = '{}'")) {
            Attack.refused("update rating_run set " + change + " where id = ?", run);
        }
        Attack.refused(
                "rating_is_final_after_its_publicity",
                "update rating_run set status = 'final' where id = ?",
                run);
        Attack.refused(
                "rating_takes_the_next_step",
                "update rating_run set status = 'computing' where id = ?",
                run);
        for (String table : List.of("rating_input", "rating_result", "rating_rank")) {
            Attack.refused("delete from " + table + " where run_id = ?", run);
            Attack.refused("update " + table + " set run_id = run_id where run_id = ?", run);
        }
        Attack.refused(
                refused,
                "insert into rating_input (run_id, uscc, agency_id, line) values (?, 'X', gen_random_uuid(), '{}')",
                run);
        Attack.refused("delete from rating_run where id = ?", run);
        Attack.refused(
                "rated_year_is_over",
                "insert into rating_run (year, version, formula_version, started_by) select extract(year from market_today()), 1, 1, 'x' from rating_run where id = ?",
                run);
        Attack.refused(
                "rating_version_follows_an_appeal",
                "insert into rating_run (year, version, formula_version, started_by) select year, 2, 1, 'x' from rating_run where id = ?",
                run);
        Attack.refused(
                "weights_come_to_a_hundred",
                "insert into rating_formula select 999, 39, 20, 15, 15, 10, 300, 5, 100, 3, 3, 20, 5, 10, 90, 80, 60, 70, '权重之和九十九', 'x' from rating_run where id = ?",
                run);
        Attack.refused(
                "update rating_formula set quality = 50, pricing = 5 where version = 1 and ?::uuid is not null",
                run);
    }
}
