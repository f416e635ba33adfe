package org.mingjia.award;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.Market;
import org.mingjia.People;
import org.mingjia.Scratch;

/**
 * Every method from the deadline to a selection that the script of {@code ops/verify} recomputes.
 */
class MethodsTest {

    private static final String NOW = "{\"extensionDays\": 0, \"publicityDays\": 0}";
    private static final String LATER = "{\"extensionDays\": 0, \"publicityDays\": 2}";
    private static final Path SCRIPT = Market.SAMPLE.resolveSibling("verify").resolve("proof.mjs");

    @TempDir Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "lowest_price  | {\"minimum\": 2, \"explainBelowPercent\": 70}",
                "random_draw   | {\"minimum\": 3}",
                "lowest_random | {\"minimum\": 3}",
                "mean          | {\"minimum\": 3, \"trimFrom\": 4}",
                "mean_random   | {\"minimum\": 3, \"trimFrom\": 5, \"percents\": [95, 96, 97, 98]}"
            })
    void aMethodThatNeedsNobodySelectsByItselfAndIsAwardedByItself(String method, String parameters)
            throws Exception {
        var auction = Auction.of(method, parameters, NOW).bids(9000, 9000, 8000, 9500, 8800);

        auction.closed().becomes("awarded");

        var award = auction.award();
        assertThat(award.path("status").asString()).isEqualTo("awarded");
        assertThat(award.path("uscc").asString())
                .isEqualTo(
                        auction.lot().at("/selection/working/expected/ranking/0/uscc").asString());
        assertThat(auction.lot().path("bids").size()).isEqualTo(5);
        assertThat(verified(auction)).endsWith("通过").doesNotEndWith("不通过");
    }

    @Test
    void theOneThatTheOwnerNamedIsSelectedWhenItBids() throws Exception {
        String named = Auction.seller(0).uscc();
        var auction = Auction.of("direct", "{\"named\": \"" + named + "\"}", NOW).bids(9000);

        auction.closed().becomes("awarded");

        assertThat(auction.award().path("uscc").asString()).isEqualTo(named);
        assertThat(verified(auction)).endsWith("通过").doesNotEndWith("不通过");
    }

    @Test
    void equalPricesAreDrawnAndTheDrawIsPublished() throws Exception {
        var auction = Auction.of("lowest_price", Auction.LOWEST, NOW).bids(8000, 8000, 9000);

        auction.closed().becomes("awarded");

        assertThat(auction.lot().at("/selection/working/expected/draws/0/why").asString())
                .isEqualTo("tie");
        assertThat(auction.award().path("amountFen").asLong()).isEqualTo(800_000);
        assertThat(verified(auction)).endsWith("通过").doesNotEndWith("不通过");
    }

    @Test
    void bestValueWaitsForMarksOfEveryBidderAndCountsThem() throws Exception {
        var auction =
                Auction.of(
                                "best_value",
                                "{\"minimum\": 2, \"quality\": 40, \"staff\": 20, \"time\": 10, \"price\": 30}",
                                LATER)
                        .bids(9000, 8000);
        auction.closed();
        assertThat(auction.status()).isEqualTo("selecting");
        assertThat(auction.lot().path("selection").isNull()).isTrue();
        assertThat(auction.lot().path("decideBy").isNull()).isFalse();

        var one = List.of(marks(0, 9900));
        var both = List.of(marks(0, 9900), marks(1, 100));
        assertThat(
                        auction.owner("scores", Map.of("scores", one, "reason", "按方案评审"))
                                .body()
                                .toString())
                .contains("every-bidder");
        assertThat(auction.owner("scores", Map.of("scores", both)).body().toString())
                .contains("#/reason");
        var stranger = People.of(Scratch.market()).enterprise();
        assertThat(
                        stranger.post(
                                        "/api/requests/" + auction.request.id() + "/lots/1/scores",
                                        Map.of("scores", both, "reason", "按方案评审"))
                                .status())
                .isEqualTo(404);

        var done = auction.owner("scores", Map.of("scores", both, "reason", "按方案评审"));
        assertThat(done.status()).isEqualTo(201);
        assertThat(done.text("status")).isEqualTo("publicity");
        assertThat(auction.award().path("uscc").asString()).isEqualTo(Auction.seller(0).uscc());
        assertThat(auction.lot().at("/decisions/0/reason").asString()).isEqualTo("按方案评审");
        assertThat(verified(auction)).endsWith("通过").doesNotEndWith("不通过");
        assertThat(auction.owner("scores", Map.of("scores", both, "reason", "再评一次")).text("rule"))
                .isEqualTo("nothing-to-decide");
    }

    private static Map<String, Object> marks(int seller, int mark) {
        return Map.of(
                "uscc",
                Auction.seller(seller).uscc(),
                "quality",
                mark,
                "staff",
                mark,
                "time",
                mark);
    }

    @Test
    void theOwnerChoosesFromTheShortListAndFromNothingElse() throws Exception {
        var auction =
                Auction.of(
                                "credit_shortlist",
                                "{\"minimum\": 2, \"longList\": 3, \"shortList\": 2}",
                                LATER)
                        .bids(9000, 8000, 8500);
        auction.closed();
        assertThat(auction.status()).isEqualTo("selecting");
        var shortList = auction.lot().at("/selection/working/expected/shortList");
        assertThat(shortList.size()).isEqualTo(2);
        String out =
                List.of(0, 1, 2).stream()
                        .map(n -> Auction.seller(n).uscc())
                        .filter(uscc -> !shortList.toString().contains(uscc))
                        .findFirst()
                        .orElseThrow();

        assertThat(
                        auction.owner("choices", Map.of("uscc", out, "reason", "理由充分"))
                                .body()
                                .toString())
                .contains("not-on-the-short-list");
        String chosen = shortList.get(1).asString();
        var done = auction.owner("choices", Map.of("uscc", chosen, "reason", "理由充分"));

        assertThat(done.status()).isEqualTo(201);
        assertThat(auction.award().path("uscc").asString()).isEqualTo(chosen);
        assertThat(auction.award().path("basis").asString()).isEqualTo("choice");
        assertThat(auction.notice().path("randomness").asString()).contains("80 分");
        assertThat(verified(auction)).endsWith("通过").doesNotEndWith("不通过");
    }

    @Test
    void anOwnerWhoIsSilentSelectsNobody() {
        var auction =
                Auction.of(
                                "credit_shortlist",
                                "{\"minimum\": 2, \"longList\": 3, \"shortList\": 2}",
                                LATER)
                        .bids(9000, 8000);
        auction.closed();

        auction.choicePasses();

        auction.becomes("failed");
        assertThat(auction.notice().path("endReason").asString()).contains("未在选定期内");
    }

    @Test
    void beforeTheOpeningTheNoticeSaysThatAndNothingElse() {
        var auction = Auction.of("random_draw", "{\"minimum\": 2}", NOW).bids(9000, 8000);

        assertThat(auction.notice().path("opened").asBoolean()).isFalse();
        assertThat(auction.notice().path("lots").size()).isZero();
        assertThat(auction.notice().toString()).doesNotContain("9000", Auction.seller(0).uscc());
    }

    /** The last line of what the stand-alone script says of the downloaded proof. */
    private String verified(Auction auction) throws IOException, InterruptedException {
        byte[] proof =
                Scratch.market()
                        .http()
                        .get()
                        .uri("/api/notices/{n}/proof", auction.request.number())
                        .exchange()
                        .expectHeader()
                        .valueMatches("Content-Disposition", "attachment.*proof.json.*")
                        .expectBody()
                        .returnResult()
                        .getResponseBody();
        Path file = Files.write(folder.resolve("proof.json"), proof);
        var script =
                new ProcessBuilder("node", SCRIPT.toString(), file.toString())
                        .redirectErrorStream(true)
                        .start();
        String said =
                new String(
                        script.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(script.waitFor()).as(said).isZero();
        return said.strip();
    }
}
