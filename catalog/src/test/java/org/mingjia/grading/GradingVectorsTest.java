package org.mingjia.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published vectors, as they stand in {@code ops/rating-vectors}, to the letter. */
class GradingVectorsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    record Vector(String name, List<String> inputs, List<String> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Vector> vectors() {
        var all = new ArrayList<Vector>();
        JSON.readTree(Path.of("../ops/rating-vectors/rating.json").toFile())
                .forEach(v ->
                        all.add(
                                new Vector(
                                        v.get("name").asString(),
                                        texts(v.get("inputs")),
                                        texts(v.get("expected")))));
        return all.stream();
    }

    private static List<String> texts(JsonNode node) {
        return node.valueStream().map(JsonNode::asString).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void everyLineIsTheSame(Vector vector) {
        JsonNode header = JSON.readTree(vector.inputs().getFirst());
        var formula = JSON.treeToValue(header.get("formula"), Formula.class);
        var agencies =
                vector.inputs().stream().skip(1).map(line -> agency(JSON.readTree(line))).toList();
        var means = new Means(formula);
        agencies.forEach(means::count);

        assertThat(agencies)
                .extracting(agency ->
                        Rated.of(formula, header.get("year").asInt(), means, agency).line())
                .isEqualTo(vector.expected());
    }

    private static AgencyYear agency(JsonNode node) {
        return new AgencyYear(
                node.get("uscc").asString(),
                node.get("admittedOn").asString(),
                number(node.get("supervision")),
                node.get("items").asInt(),
                node.get("priced").asInt(),
                node.get("contracts")
                        .valueStream()
                        .map(c ->
                                new AgencyYear.Contract(
                                        c.get(0).asString(),
                                        c.get(1).asString(),
                                        c.get(2).asString(),
                                        c.get(3).asString(),
                                        text(c.get(4)),
                                        c.get(5).asString(),
                                        number(c.get(6)),
                                        c.get(7).asBoolean()))
                        .toList(),
                node.get("findings")
                        .valueStream()
                        .map(f ->
                                new AgencyYear.Finding(
                                        f.get(0).asString(),
                                        f.get(1).asString(),
                                        text(f.get(2)),
                                        f.get(3).asString()))
                        .toList());
    }

    private static String text(JsonNode node) {
        return node.isNull() ? null : node.asString();
    }

    private static Integer number(JsonNode node) {
        return node.isNull() ? null : (Integer) node.asInt();
    }
}
