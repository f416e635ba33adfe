package org.mingjia.selection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published vectors, as they stand in {@code ops/selection-vectors}. */
final class Vectors {
    private static final Path FOLDER = Path.of("../ops/selection-vectors");
    private static final JsonMapper JSON = JsonMapper.shared();

    private Vectors() {}

    static List<JsonNode> of(String file) {
        var cases = new ArrayList<JsonNode>();
        JSON.readTree(FOLDER.resolve(file + ".json").toFile()).forEach(cases::add);
        return cases;
    }

    static List<String> methods() throws java.io.IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .filter(name -> !name.equals("seed"))
                    .sorted()
                    .toList();
        }
    }

    static Method method(JsonNode node) {
        int minimum = node.path("minimum").asInt(1);
        int trimFrom = node.path("trimFrom").asInt();
        return switch (node.get("code").asString()) {
            case "direct" -> new Method.Direct(node.get("named").asString());
            case "lowest_price" ->
                    new Method.LowestPrice(minimum, node.get("explainBelowPercent").asInt());
            case "random_draw" -> new Method.RandomDraw(minimum);
            case "lowest_random" -> new Method.LowestRandom(minimum);
            case "mean" -> new Method.Mean(minimum, trimFrom);
            case "mean_random" ->
                    new Method.MeanRandom(
                            minimum,
                            trimFrom,
                            node.get("percents").values().stream().map(JsonNode::asInt).toList());
            case "best_value" ->
                    new Method.BestValue(
                            minimum,
                            node.get("quality").asInt(),
                            node.get("staff").asInt(),
                            node.get("time").asInt(),
                            node.get("price").asInt());
            case "credit_shortlist" ->
                    new Method.CreditShortlist(
                            minimum, node.get("longList").asInt(), node.get("shortList").asInt());
            default -> throw new IllegalArgumentException(node.toString());
        };
    }

    static List<Bid> bids(JsonNode node) {
        return node.values().stream()
                .map(bid -> {
                    JsonNode scores = bid.path("scores");
                    return new Bid(
                            bid.get("uscc").asString(),
                            bid.get("amountFen").asLong(),
                            bid.has("credit") ? (Integer) bid.get("credit").asInt() : null,
                            scores.isObject()
                                    ? new Bid.Scores(
                                            scores.get("quality").asInt(),
                                            scores.get("staff").asInt(),
                                            scores.get("time").asInt())
                                    : null);
                })
                .toList();
    }

    static List<String> texts(JsonNode node) {
        return node.values().stream().map(JsonNode::asString).toList();
    }
}
