package org.mingjia.quotes;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Parameters;
import org.mingjia.platform.Refusal.QuoteParameterRefused;
import org.mingjia.platform.Refused;

/**
 * What an enterprise says of its project. Decimals may be written as JSON strings or numbers; both
 * are read as text, exactly.
 *
 * @param base the rule's base parameter in its base unit
 * @param quantity units or pieces
 * @param selector which of several prices
 * @param factors coefficient by key: the value or the option's label
 * @param counts pieces by key
 * @param asOf day whose law applies; without it the rule is simply computed
 * @param region only for an item: GB/T 2260 code of the place
 * @param unknown members that no quote knows
 */
@JsonIgnoreProperties(value = "unknown", allowSetters = true)
public record QuoteRequest(
        @Nullable String base,
        @Nullable String quantity,
        @Nullable String selector,
        @Nullable Map<String, @Nullable String> factors,
        @Nullable Map<String, @Nullable String> counts,
        @Nullable String asOf,
        @Nullable String region,
        @Schema(hidden = true) @JsonAnySetter @Nullable Map<String, @Nullable Object> unknown) {

    private static final List<String> KNOWN =
            List.of("base", "quantity", "selector", "factors", "counts", "asOf", "region");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,4})?");
    private static final int LONGEST = 200;
    private static final int MOST = 50;

    /** What the price engine is asked, on that day; what is malformed is refused by name. */
    public Parameters parameters(@Nullable LocalDate day) {
        if (unknown != null && !unknown.isEmpty()) {
            String name = unknown.keySet().iterator().next();
            throw refused(
                    name, "unknown-parameter", "没有名为 “" + shortened(name) + "” 的参数", null, KNOWN);
        }
        if (selector != null && selector.length() > LONGEST) {
            throw refused("selector", "too-long", "selector 过长", LONGEST + " 个字符", List.of());
        }
        return new Parameters(
                decimal("base", base),
                decimal("quantity", quantity),
                selector,
                factorValues(),
                countValues(),
                day);
    }

    @Nullable LocalDate day() {
        if (asOf == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(asOf);
            if (day.getYear() < 1949 || day.getYear() > 2200) {
                throw refused(
                        "asOf",
                        "parameter-out-of-range",
                        "日期超出范围",
                        "1949-01-01 至 2200-12-31",
                        List.of());
            }
            return day;
        } catch (DateTimeParseException notADate) {
            throw refused(
                    "asOf",
                    "malformed-date",
                    "“" + shortened(asOf) + "” 不是日期，应为 YYYY-MM-DD",
                    "YYYY-MM-DD",
                    List.of());
        }
    }

    private Map<String, String> factorValues() {
        var values = new LinkedHashMap<String, String>();
        bounded("factors", factors)
                .forEach((key, value) -> {
                    if (value != null) {
                        values.put(bounded("factors", key), bounded("factors." + key, value));
                    }
                });
        return values;
    }

    private Map<String, Long> countValues() {
        var values = new LinkedHashMap<String, Long>();
        bounded("counts", counts)
                .forEach((key, value) -> {
                    if (value != null) {
                        values.put(bounded("counts", key), count("counts." + key, value));
                    }
                });
        return values;
    }

    private static long count(String parameter, String text) {
        BigDecimal number = decimal(parameter, text);
        try {
            return number == null ? 0 : number.longValueExact();
        } catch (ArithmeticException notWhole) {
            throw refused(
                    parameter,
                    "malformed-number",
                    parameter + " 应为整数，给出的是 “" + shortened(text) + "”",
                    "整数",
                    List.of());
        }
    }

    private static @Nullable BigDecimal decimal(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw refused(
                    parameter,
                    "malformed-number",
                    parameter + " 应为十进制数，给出的是 “" + shortened(text) + "”",
                    "如 5000 或 365.5，半角数字，整数与小数部分各不超过 40 位",
                    List.of());
        }
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.precision() - number.scale()) > 40 || number.scale() > 40) {
            throw refused(
                    parameter,
                    "parameter-out-of-range",
                    parameter + " 的数量级超出范围",
                    "绝对值小于 10^40",
                    List.of());
        }
        return number;
    }

    private static Map<String, @Nullable String> bounded(
            String parameter, @Nullable Map<String, @Nullable String> values) {
        if (values == null) {
            return Map.of();
        }
        if (values.size() > MOST) {
            throw refused(parameter, "too-many", parameter + " 的成员过多", MOST + " 个", List.of());
        }
        return values;
    }

    private static String bounded(String parameter, String text) {
        if (text.length() > LONGEST) {
            throw refused(
                    shortened(parameter),
                    "too-long",
                    "“" + shortened(text) + "” 过长",
                    LONGEST + " 个字符",
                    List.of());
        }
        return text;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static Refused refused(
            String parameter,
            String rule,
            String detail,
            @Nullable String bound,
            List<String> allowed) {
        return new Refused(new QuoteParameterRefused(parameter, rule, detail, bound, allowed));
    }
}
