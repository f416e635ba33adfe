package org.mingjia.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people ask and what they should see: graded 3 (this was meant) to 1 (has to do with it). */
class RelevanceTest {
    private static final Path JUDGMENTS = Path.of("src/test/resources/relevance/judgments.csv");
    private static final int DEPTH = 10;

    private static SearchEngine engine;

    private record Judged(String query, String kind, double ndcg, List<String> found) {}

    @BeforeAll
    static void indexTheCatalogue() {
        engine = new SearchEngine("relevance").holding(new SampleCatalogue().withAgencies());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void whatPeopleAskFindsWhatTheyMean() {
        var judged = judgments().entrySet().stream().map(RelevanceTest::judge).toList();

        report(judged);

        assertThat(judged).hasSizeGreaterThanOrEqualTo(60);
        assertThat(judged.stream().mapToDouble(Judged::ndcg).average().orElse(0))
                .isGreaterThanOrEqualTo(0.85);
    }

    private record Question(String text, String kind) {}

    private static Map<Question, Map<String, Integer>> judgments() {
        var judgments = new LinkedHashMap<Question, Map<String, Integer>>();
        for (var row : SampleCatalogue.rows(JUDGMENTS)) {
            judgments
                    .computeIfAbsent(
                            new Question(row.getField("query"), row.getField("kind")),
                            question -> new LinkedHashMap<>())
                    .put(row.getField("code"), Integer.parseInt(row.getField("grade")));
        }
        return judgments;
    }

    private static Judged judge(Map.Entry<Question, Map<String, Integer>> entry) {
        var answer =
                engine.search(OfferingQuery.of(entry.getKey().text(), SearchEngine.TODAY, DEPTH));
        var found = SearchEngine.codes(answer.path("hits"));
        var grades = entry.getValue();
        var gains = found.stream().map(code -> grades.getOrDefault(code, 0)).toList();
        var ideal = grades.values().stream().sorted(Comparator.reverseOrder()).toList();
        var shown = found.stream().map(code -> code + "=" + grades.getOrDefault(code, 0)).toList();
        return new Judged(
                entry.getKey().text(), entry.getKey().kind(), gain(gains) / gain(ideal), shown);
    }

    private static double gain(List<Integer> grades) {
        return IntStream.range(0, Math.min(DEPTH, grades.size()))
                .mapToDouble(rank ->
                        (Math.pow(2, grades.get(rank)) - 1) / (Math.log(rank + 2) / Math.log(2)))
                .sum();
    }

    private static void report(List<Judged> judged) {
        System.out.printf(
                "%d questions, nDCG@10 %.3f; the worst ten:%n",
                judged.size(), judged.stream().mapToDouble(Judged::ndcg).average().orElse(0));
        judged.stream()
                .sorted(Comparator.comparingDouble(Judged::ndcg))
                .limit(Integer.getInteger("mingjia.worst", 10))
                .forEach(worst ->
                        System.out.printf(
                                "%.3f  %s (%s)  %s%n",
                                worst.ndcg(), worst.query(), worst.kind(), worst.found()));
    }
}
