package org.mingjia.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What is published for other languages holds here, to the last draw. */
class SelectionVectorsTest {

    @Test
    void everyMethodHasVectors() throws Exception {
        assertThat(Vectors.methods())
                .containsExactly(
                        "best_value",
                        "credit_shortlist",
                        "direct",
                        "lowest_price",
                        "lowest_random",
                        "mean",
                        "mean_random",
                        "random_draw");
    }

    @TestFactory
    Stream<DynamicTest> eachVectorHolds() throws Exception {
        return Vectors.methods().stream()
                .flatMap(file ->
                        Vectors.of(file).stream()
                                .map(vector ->
                                        DynamicTest.dynamicTest(
                                                file + ": " + vector.get("name").asString(),
                                                () -> holds(vector))));
    }

    private static void holds(JsonNode vector) {
        JsonNode expected = vector.get("expected");
        Selection selection =
                Selector.select(
                        Vectors.method(vector.get("method")),
                        Vectors.bids(vector.get("bids")),
                        DrawSeed.of(vector.get("seed").asString()));
        switch (selection) {
            case Selection.TooFew few -> {
                assertThat(expected.get("outcome").asString()).isEqualTo("too_few");
                assertThat(few.bids()).isEqualTo(expected.get("bids").asInt());
                assertThat(few.minimum()).isEqualTo(expected.get("minimum").asInt());
            }
            case Selection.Ranked ranked -> ranked(ranked, expected);
            case Selection.Shortlist list -> {
                assertThat(expected.get("outcome").asString()).isEqualTo("shortlist");
                assertThat(list.longList()).isEqualTo(Vectors.texts(expected.get("longList")));
                assertThat(list.shortList()).isEqualTo(Vectors.texts(expected.get("shortList")));
                assertThat(list.draws()).isEqualTo(draws(expected));
            }
        }
    }

    private static void ranked(Selection.Ranked ranked, JsonNode expected) {
        assertThat(expected.get("outcome").asString()).isEqualTo("ranked");
        assertThat(ranked.ranking())
                .isEqualTo(
                        expected.get("ranking").values().stream()
                                .map(place ->
                                        new Selection.Place(
                                                place.get("rank").asInt(),
                                                place.get("uscc").asString(),
                                                place.get("amountFen").asLong(),
                                                place.get("score").asStringOpt().orElse(null)))
                                .toList());
        assertThat(ranked.leftOut()).isEqualTo(Vectors.texts(expected.get("leftOut")));
        assertThat(ranked.reference())
                .isEqualTo(expected.get("reference").asStringOpt().orElse(null));
        assertThat(ranked.percent())
                .isEqualTo(
                        expected.get("percent").isNull()
                                ? null
                                : (Integer) expected.get("percent").asInt());
        assertThat(ranked.toExplain()).isEqualTo(Vectors.texts(expected.get("toExplain")));
        assertThat(ranked.draws()).isEqualTo(draws(expected));
    }

    private static java.util.List<Selection.Drawn> draws(JsonNode expected) {
        return expected.get("draws").values().stream()
                .map(draw ->
                        new Selection.Drawn(
                                draw.get("why").asString(),
                                Vectors.texts(draw.get("from")),
                                draw.get("of").asLong(),
                                draw.get("index").asLong(),
                                draw.get("drawn").asString()))
                .toList();
    }

    @Test
    void theSeedAndItsDrawsAreTheSameInEveryLanguage() {
        for (JsonNode vector : Vectors.of("seed")) {
            var pool = new Pool(Vectors.texts(vector.get("pool")));
            String server = vector.get("serverSeed").asString();
            var seed =
                    DrawSeed.combine(
                            server,
                            pool,
                            Vectors.texts(vector.get("nonces")),
                            vector.get("beacon").asStringOpt().orElse(null));

            assertThat(pool.text()).isEqualTo(vector.get("poolText").asString());
            assertThat(pool.hash()).isEqualTo(vector.get("poolHash").asString());
            assertThat(DrawSeed.commitment(server)).isEqualTo(vector.get("commitment").asString());
            assertThat(seed.hex()).isEqualTo(vector.get("seed").asString());
            var draws = seed.draws();
            for (JsonNode draw : vector.get("draws")) {
                assertThat(draws.next(draw.get("of").asLong()))
                        .isEqualTo(draw.get("index").asLong());
            }
        }
    }
}
