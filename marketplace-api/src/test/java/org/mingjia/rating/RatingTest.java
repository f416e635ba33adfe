package org.mingjia.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjia.Market;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import tools.jackson.databind.JsonNode;

/** 年度测评 From the frozen lines to the score, on the way of an operator and of everybody. */
class RatingTest {

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aYearIsScoredToTheHundredthAndTakenApart() throws Exception {
        var year = RatedYear.next();
        RatedYear.supervise(RatedYear.many, year.year, 60);
        RatedYear.supervise(RatedYear.many, year.year, 80);
        RatedYear.find(RatedYear.many, null, "complaint_upheld", year.year + "-02-03");
        year.published(1);

        // Q (50/4 + 5·94/24) / 8 / 5, T 3/4, P 3/4, S 80 %, C 1/1, less 3: 77.3333
        JsonNode many = year.working(RatedYear.many);
        assertThat(many.at("/result/score").asInt()).isEqualTo(7733);
        assertThat(many.at("/result/grade").asString()).isEqualTo("C");
        assertThat(many.at("/result/parts").toString())
                .contains(
                        "{\"part\":\"quality\",\"weight\":40,\"value\":\"77/96\",\"points\":3208}")
                .contains(
                        "{\"part\":\"timeliness\",\"weight\":20,\"value\":\"3/4\",\"points\":1500}")
                .contains("{\"part\":\"pricing\",\"weight\":15,\"value\":\"3/4\",\"points\":1125}")
                .contains("\"value\":\"4/5\",\"points\":1200")
                .contains("\"value\":\"1/1\",\"points\":1000");
        assertThat(many.path("mean").asString()).isEqualTo("47/12");
        assertThat(many.path("stars").asInt()).isEqualTo(50);
        assertThat(many.path("onTime").asInt()).isEqualTo(3);
        assertThat(many.path("contracts").size()).isEqualTo(4);
        assertThat(many.at("/findings/0/points").asInt()).isEqualTo(3);
        assertThat(many.path("supervision").asInt()).isEqualTo(80);

        // Q (44/4 + 5·94/24) / 8 / 5, all else full but for publication: 80.5833
        JsonNode three = year.working(RatedYear.three);
        assertThat(three.at("/result/score").asInt()).isEqualTo(8058);
        assertThat(three.at("/result/grade").asString()).isEqualTo("B");
        assertThat(three.path("supervision").isNull()).as("未检查").isTrue();
        assertThat(three.at("/result/rank").asInt()).isEqualTo(1);
        assertThat(many.at("/result/rank").asInt()).isEqualTo(2);

        JsonNode few = year.working(RatedYear.few);
        assertThat(few.at("/result/ungraded").asString()).isEqualTo("few-contracts");
        assertThat(few.at("/result/score").asInt()).as("shown all the same").isEqualTo(8133);
        assertThat(few.at("/result/grade").isNull()).isTrue();

        JsonNode run = year.seen(1);
        String inputs = year.file(1, "inputs");
        String results = year.file(1, "results");
        assertThat(sha256(inputs)).isEqualTo(run.path("inputsHash").asString());
        assertThat(sha256(results)).isEqualTo(run.path("resultsHash").asString());
        assertThat(inputs.lines().count()).isEqualTo(run.path("agencies").asLong() + 1);
        assertThat(run.at("/grades/b").asInt()).isEqualTo(1);
        assertThat(run.at("/grades/ungraded").asInt()).isEqualTo(run.path("agencies").asInt() - 2);
        assertThat(run.at("/histogram/16").toString()).isEqualTo("{\"from\":80,\"agencies\":1}");
        assertThat(run.at("/means/0/stars").asInt()).isEqualTo(94);
        assertThat(inputs).doesNotContain(RatedYear.many.username());
    }

    @Test
    void everybodyReadsTheListTheCardAndTheRuns() {
        var year = RatedYear.next().published(1);
        JsonNode list = Sending.get("/api/ratings?year={y}&limit=100", year.year).body();
        List<String> first =
                list.path("items").valueStream().map(i -> i.path("uscc").asString()).toList();
        assertThat(first).startsWith(RatedYear.many.uscc(), RatedYear.three.uscc());
        assertThat(first).contains(RatedYear.few.uscc());
        assertThat(list.at("/items/0/rank").asInt()).isEqualTo(1);
        assertThat(
                        Sending.get(
                                        "/api/ratings?year={y}&grade=none&q={u}",
                                        year.year,
                                        RatedYear.few.uscc())
                                .body()
                                .path("total")
                                .asInt())
                .isEqualTo(1);
        assertThat(Sending.get("/api/ratings?year={y}&grade=E", year.year).status()).isEqualTo(400);
        JsonNode card = Sending.get("/api/ratings/{u}", RatedYear.many.uscc()).body();
        assertThat(card.path("years").valueStream().map(y -> y.path("year").asInt()).toList())
                .contains(year.year);
        assertThat(Sending.get("/api/rating-runs").body().path("items").toString())
                .contains("\"year\":" + year.year);
        var nobody = People.of(Scratch.market()).enterprise();
        assertThat(Sending.get("/api/ratings/{u}", nobody.uscc()).status()).isEqualTo(404);
        assertThat(Sending.get("/api/ratings/{u}/1999", RatedYear.many.uscc()).status())
                .isEqualTo(404);
        assertThat(Sending.get(year.path(9)).status()).isEqualTo(404);
        assertThat(Sending.get(year.path(9) + "/inputs").status()).isEqualTo(404);
    }

    @Test
    void aYearThatIsNotOverIsRefusedAndNothingIsChanged() {
        String today = Scratch.day(0);
        Answer refused =
                Scratch.withoutTrace(() ->
                        Sending.post(
                                "/api/rating-runs",
                                Map.of("year", Integer.parseInt(today.substring(0, 4)))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.faults()).containsExactly("#/year year-is-over");
        assertThat(refused.body().toString()).contains("-12-31").contains(today);
        assertThat(Sending.post("/api/rating-runs", Map.of("year", 1999)).faults())
                .containsExactly("#/year bounds");
        assertThat(
                        Sending.post(
                                        "/api/rating-runs",
                                        Map.of(
                                                "year",
                                                RatedYear.next().year,
                                                "formulaVersion",
                                                999))
                                .faults())
                .containsExactly("#/formulaVersion unknown-formula");
        assertThat(Sending.post("/api/rating-runs", Map.of("year", 2000)).faults())
                .as("the market was not open")
                .containsExactly("#/year nobody-to-rate");
        assertThat(Scratch.count("select count(*) from rating_run where year in (1999, 2000)"))
                .isZero();
    }

    @Test
    void weightsOfNinetyNineAreRefusedAndAWholeSetBecomesTheNextVersion() {
        Answer refused =
                Scratch.withoutTrace(() ->
                        Sending.post(
                                "/api/rating-formulas",
                                Map.of(
                                        "basedOn",
                                        RatedYear.formula(),
                                        "weights",
                                        Map.of("quality", 39),
                                        "grades",
                                        Map.of("a", 70),
                                        "reason",
                                        "提高质量权重")));
        assertThat(refused.faults())
                .contains("#/weights weights-come-to-a-hundred", "#/grades grades-descend");
        assertThat(refused.body().toString()).contains("现为 99");

        int before = RatedYear.formula();
        Answer added =
                Sending.post(
                        "/api/rating-formulas",
                        Map.of(
                                "basedOn",
                                before,
                                "weights",
                                Map.of("quality", 45, "timeliness", 15),
                                "reason",
                                "提高质量权重"));
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
        JsonNode all = Sending.get("/api/rating-formulas").body().path("items");
        assertThat(all.at("/0/version").asLong()).isEqualTo(added.number("version"));
        assertThat(all.at("/0/weights/quality").asInt()).isEqualTo(45);
        assertThat(all.at("/0/deductions/falseMaterial").asInt()).isEqualTo(20);
        Answer slower =
                Sending.post(
                        "/api/rating-formulas",
                        Map.of("basedOn", before, "shrinkage", 6, "reason", "别人抢先了一步"));
        assertThat(slower.status()).isEqualTo(412);
        assertThat(slower.text("rule")).isEqualTo("stale-version");
        // the tests beside this one reckon with the first
        Answer back =
                Sending.post(
                        "/api/rating-formulas",
                        Map.of(
                                "basedOn",
                                before + 1,
                                "weights",
                                Map.of("quality", 40, "timeliness", 20),
                                "reason",
                                "恢复默认权重"));
        assertThat(back.status()).isEqualTo(201);
    }

    @Test
    void tenAskedForAtOnceAreOne() {
        var year = RatedYear.next();
        var answers =
                IntStream.range(0, 10).mapToObj(_ -> Scratch.beside(year::start)).toList().stream()
                        .map(java.util.concurrent.CompletableFuture::join)
                        .toList();
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(9);
        year.becomes(1, "publicity");
        assertThat(
                        Scratch.count(
                                "select count(*) from event where kind = 'rating.published' and entity_code = ?",
                                year.year + "-1"))
                .isEqualTo(1);
    }

    @Test
    void anotherInstanceComputesTheSameBytesFromTheFrozenLines() {
        var year = RatedYear.next().published(1);
        String inputs = year.file(1, "inputs");
        String results = year.file(1, "results");
        Market other = Scratch.beside();

        String again = new Replay(other).results(year.id(1)).block(Duration.ofSeconds(30));

        assertThat(again).isEqualTo(results);
        assertThat(inputs).contains("\"formula\"");
    }

    /** A dead process leaves half of it: whoever comes next begins anew. */
    @Test
    void whatADeadProcessLeftIsBegunAnew() throws Exception {
        var year = RatedYear.next();
        Scratch.ask(
                """
                insert into rating_run (year, version, formula_version, started_by, lease, leased_until)
                values (?, 1, 1, 'operator', gen_random_uuid(), clock_timestamp() + interval '1 hour') returning id
                """,
                year.year);
        RatedYear.asTheService(
                "insert into rating_input values ('"
                        + year.id(1)
                        + "', 'HALF', gen_random_uuid(), '{}')");
        Scratch.market().context().getBean(RatingRounds.class).look().block(Duration.ofSeconds(30));
        assertThat(year.status(1)).as("somebody has it in hand").isEqualTo("computing");
        assertThat(Sending.get(year.path(1)).status()).as("nobody reads half of it").isEqualTo(404);

        RatedYear.asTheService(
                "update rating_run set leased_until = clock_timestamp() where id = '"
                        + year.id(1)
                        + "'");
        year.becomes(1, "publicity");
        assertThat(year.file(1, "inputs")).doesNotContain("HALF");
    }
}
