package org.mingjia.intake;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.sheets.Cells;
import org.mingjia.sheets.Cells.Unfit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cell with a rule's coefficients: the JSON of the catalogue files, kept in one regular form
 * with the options in the order in which the document prints them.
 */
final class Factors {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Factors() {}

    static Object of(String cell) throws Unfit {
        JsonNode list;
        try {
            list = JSON.readTree(cell);
        } catch (JacksonException notJson) {
            throw new Unfit("json", "不是有效的 JSON");
        }
        if (!list.isArray()) {
            throw new Unfit("json", "应为系数的 JSON 数组");
        }
        var factors = new ArrayList<Map<String, Object>>();
        for (JsonNode each : list) {
            factors.add(factor(each));
        }
        return factors;
    }

    private static Map<String, Object> factor(JsonNode given) throws Unfit {
        var factor = new LinkedHashMap<String, Object>();
        factor.put("key", text(given, "key"));
        factor.put("label", text(given, "label"));
        if (given.path("type").asString("").equals("per_count")) {
            factor.put("type", "count");
            factor.put("rate", decimal(given, "rate", null));
        } else if (given.has("options")) {
            factor.put("type", "option");
            var options = new ArrayList<Map<String, String>>();
            for (var option : given.get("options").properties()) {
                options.add(
                        Map.of(
                                "label",
                                option.getKey(),
                                "value",
                                decimal(option.getValue(), option.getKey())));
            }
            factor.put("options", options);
            factor.put("defaultValue", decimal(given, "default", "1"));
        } else {
            factor.put("type", "range");
            factor.put("min", decimal(given, "min", null));
            factor.put("max", decimal(given, "max", null));
            factor.put("defaultValue", decimal(given, "default", "1"));
        }
        return factor;
    }

    private static String text(JsonNode given, String name) throws Unfit {
        JsonNode value = given.path(name);
        if (!value.isString() || value.asString().isBlank() || value.asString().length() > 200) {
            throw new Unfit("json", "系数缺少 " + name);
        }
        return value.asString();
    }

    private static String decimal(JsonNode given, String name, @Nullable String otherwise)
            throws Unfit {
        if (!given.has(name) && otherwise != null) {
            return otherwise;
        }
        return decimal(given.path(name), name);
    }

    private static String decimal(JsonNode value, String name) throws Unfit {
        if (!value.isString() && !value.isNumber()) {
            throw new Unfit("json", "系数的 " + name + " 应为十进制数");
        }
        Object number = Cells.decimal().of(value.asString());
        return ((BigDecimal) number).toPlainString();
    }
}
