package org.mingjia.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is typed, the engine never refuses the request that is made of it. */
class AnyTextTest {
    private static final int[] ALPHABETS = {0x20, 0x4e00, 0x3000, 0xd800, 0x1f600, 0x600, 0x20000};

    private static SearchEngine engine;

    @BeforeAll
    static void indexTheCatalogue() {
        engine = new SearchEngine("text").holding(new SampleCatalogue().documents());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    static Stream<String> nastyTexts() {
        return Stream.of(
                "\"",
                "\"环评\" AND (",
                "环评* ?x ~2 ^3 [a TO b} /re[/ \\",
                "{\"match_all\":{}}",
                "\ud83d",
                "\udc00环评\ud800",
                "环评\u0000\u0007\u202e",
                "👩‍👩‍👧‍👦 😀",
                " ".repeat(10_000),
                " ".repeat(10_000) + "环评",
                "环评 ".repeat(3_000),
                "评".repeat(200),
                "环境影响评价会计行长重".repeat(18),
                "a".repeat(200),
                "xianxianxian".repeat(17),
                "a b c d e f g h i j k l m n o p",
                "ﷺ".repeat(200),
                "𠀀𠀁𠀂".repeat(60),
                "1:500",
                "%",
                "'; drop index mingjia",
                "<em>环评</em>",
                "ａ－ｚｊｊ－００１",
                "الترخيص");
    }

    @ParameterizedTest
    @MethodSource("nastyTexts")
    void anyTextIsAnswered(String text) {
        assertAnswered(text);
    }

    static LongStream seeds() {
        return new Random(20261123).longs(60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyRandomTextIsAnswered(long seed) {
        var random = new Random(seed);
        String text =
                random.ints(1 + random.nextInt(200), 0, 0x300)
                        .map(n -> ALPHABETS[random.nextInt(ALPHABETS.length)] + n)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());

        assertAnswered(text);
        assertAnswered(text.substring(0, OfferingQuery.MAX_TEXT / 10 % text.length()));
    }

    @ParameterizedTest
    @MethodSource("nastyTexts")
    void anyFacetValueIsAnswered(String value) {
        var values = List.of(value);
        var query =
                new OfferingQuery(
                        "评",
                        List.of(),
                        values,
                        values,
                        values,
                        values,
                        values,
                        SearchEngine.TODAY,
                        5,
                        null);

        assertThat(engine.search(query).path("total").longValue()).isZero();
    }

    private static void assertAnswered(String text) {
        assertThat(engine.search(text).path("total").isNumber()).isTrue();
        assertThat(engine.suggest(text).path("items").isArray()).isTrue();
    }
}
