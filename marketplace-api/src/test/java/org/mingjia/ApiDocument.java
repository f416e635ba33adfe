package org.mingjia;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.mingjia.Asked.Told;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document of the running service, and whether an answer is as it says. */
public final class ApiDocument {

    static final Path COMMITTED =
            Market.SAMPLE.resolve("../../frontend-static/openapi.json").normalize();

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ObjectNode document;

    private ApiDocument(ObjectNode document) {
        this.document = document;
    }

    public static ApiDocument of(Market market) {
        byte[] body =
                market.http()
                        .get()
                        .uri("/api/openapi.json")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .returnResult()
                        .getResponseBody();
        return new ApiDocument((ObjectNode) JSON.readTree(body));
    }

    ObjectNode paths() {
        return (ObjectNode) document.get("paths");
    }

    JsonNode schemas() {
        return document.at("/components/schemas");
    }

    /** Sorted members, no server: the same for the same interface, wherever it runs. */
    String normalised() {
        ObjectNode copy = document.deepCopy();
        copy.remove("servers");
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sorted(copy)) + "\n";
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var members = new TreeMap<String, JsonNode>();
            object.properties().forEach(m -> members.put(m.getKey(), sorted(m.getValue())));
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            members.forEach(result::set);
            return result;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> result.add(sorted(element)));
            return result;
        }
        return node;
    }

    /** The schema of what an operation answers with a status. */
    public JsonNode answer(String path, String method, String status, String mediaType) {
        JsonNode content =
                paths().path(path).path(method).path("responses").path(status).path("content");
        JsonNode schema = content.path(mediaType).path("schema");
        if (schema.isMissingNode()) {
            throw new AssertionError(
                    "no schema for " + method + " " + path + " " + status + " " + mediaType);
        }
        return schema;
    }

    /**
     * Where a whole answer is not as its operation says: its status, its media type, its body. A
     * refusal may be one of those that are described together.
     */
    List<String> differences(HttpMethod method, String path, Told told) {
        JsonNode responses =
                paths().path(path).path(method.name().toLowerCase(Locale.ROOT)).path("responses");
        String status = Integer.toString(told.status());
        JsonNode described =
                told.status() >= 400 && !responses.has(status)
                        ? responses.path("default")
                        : responses.path(status);
        if (described.isMissingNode()) {
            return List.of(status + " is not described");
        }
        JsonNode content = described.path("content");
        if (told.body().isEmpty()) {
            return content.isEmpty() ? List.of() : List.of(status + " has no body");
        }
        String type = told.type().getType() + "/" + told.type().getSubtype();
        JsonNode body = content.path(content.has(type) ? type : "*/*");
        if (body.isMissingNode()) {
            return List.of(type + " is not described for " + status);
        }
        return type.endsWith("json") && !type.endsWith("ndjson")
                ? differences(JSON.readTree(told.body()), body.path("schema"))
                : List.of();
    }

    /** Whether the document knows the operation. */
    boolean describes(HttpMethod method, String path) {
        return paths().path(path).has(method.name().toLowerCase(Locale.ROOT));
    }

    /** Where a value is not as its schema says: nothing missing, nothing over, types as said. */
    public List<String> differences(JsonNode value, JsonNode schema) {
        var found = new ArrayList<String>();
        compare(value, schema, "", found);
        return found;
    }

    private void compare(JsonNode value, JsonNode given, String at, List<String> found) {
        JsonNode schema = resolved(given);
        if (schema.has("oneOf")) {
            boolean some =
                    schema.get("oneOf")
                            .valueStream()
                            .anyMatch(s -> differences(value, s).isEmpty());
            if (!some) {
                found.add(at + " is none of its alternatives: " + shortened(value));
            }
            return;
        }
        if (schema.has("type") && !typed(value, schema.get("type"))) {
            found.add(at + " should be " + schema.get("type") + ", is " + shortened(value));
            return;
        }
        if (value.isString() && schema.has("format")) {
            format(value.asString(), schema.get("format").asString(), at, found);
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
            found.add(at + " is not among the known values: " + shortened(value));
        }
        if (value.isArray() && schema.has("items")) {
            int i = 0;
            for (JsonNode element : value) {
                compare(element, schema.get("items"), at + "/" + i++, found);
            }
        }
        if (value.isObject() && schema.has("properties")) {
            members((ObjectNode) value, schema, at, found);
        }
    }

    private void members(ObjectNode value, JsonNode schema, String at, List<String> found) {
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asString())) {
                found.add(at + "/" + required.asString() + " is missing");
            }
        }
        for (var member : value.properties()) {
            JsonNode known = schema.get("properties").get(member.getKey());
            if (known == null) {
                found.add(at + "/" + member.getKey() + " is not described");
            } else {
                compare(member.getValue(), known, at + "/" + member.getKey(), found);
            }
        }
    }

    /** Follows references and joins the parts of an {@code allOf}. */
    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(document.at(schema.get("$ref").asString().substring(1)));
        }
        if (!schema.has("allOf")) {
            return schema;
        }
        ObjectNode joined = JsonNodeFactory.instance.objectNode();
        ObjectNode properties = joined.put("type", "object").putObject("properties");
        ArrayNode required = joined.putArray("required");
        for (JsonNode part : schema.get("allOf")) {
            JsonNode plain = resolved(part);
            properties.setAll((ObjectNode) plain.get("properties"));
            plain.path("required").forEach(required::add);
        }
        return joined;
    }

    private static boolean typed(JsonNode value, JsonNode types) {
        return types.isArray()
                ? types.valueStream().anyMatch(type -> typed(value, type))
                : switch (types.asString()) {
                    case "object" -> value.isObject();
                    case "array" -> value.isArray();
                    case "string" -> value.isString();
                    case "integer" -> value.isIntegralNumber();
                    case "boolean" -> value.isBoolean();
                    case "null" -> value.isNull();
                    default -> false;
                };
    }

    private static void format(String text, String format, String at, List<String> found) {
        try {
            switch (format) {
                case "date" -> java.time.LocalDate.parse(text);
                case "date-time" -> java.time.OffsetDateTime.parse(text);
                case "uuid" -> java.util.UUID.fromString(text);
                default -> found.add(at + " has a format that nobody checks: " + format);
            }
        } catch (java.time.format.DateTimeParseException | IllegalArgumentException wrong) {
            found.add(at + " is no " + format + ": " + text);
        }
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
