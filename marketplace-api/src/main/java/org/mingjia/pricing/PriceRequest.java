package org.mingjia.pricing;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Defect;
import org.mingjia.catalog.InvalidPrice;
import org.mingjia.catalog.PriceForm;
import org.mingjia.platform.FieldChecks;
import org.mingjia.quotes.PriceTerms;

/**
 * A price as an agency asks for it to be published.
 *
 * @param regionCode where it holds; the market's prefecture when it is omitted
 * @param amountFen of a fixed price or of one unit; or the same as {@code amount} in 元
 * @param factor multiple of the standard's baseline
 * @param validFrom its first day; the earliest when it is omitted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PriceRequest(
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String itemCode,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String regionCode,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String form,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable Long amountFen,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String amount,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String unit,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String factor,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String ruleId,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable PriceTerms terms,
        @Schema(requiredMode = NOT_REQUIRED) @Nullable String validFrom) {

    private static final Pattern ITEM = Pattern.compile("S-[A-Z0-9]{1,20}-[0-9]{1,9}");
    private static final Pattern RULE = Pattern.compile("R-[A-Z0-9]+(-[A-Z0-9]+)*");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,20})?");

    /** Fields of a tier as the catalogue's tables name them, and as a request does. */
    private static final Map<String, String> TIER_FIELDS =
            Map.of(
                    "rate_or_amount", "rateOrAmount",
                    "low_amount", "low",
                    "high_amount", "high",
                    "lower_bound", "lower",
                    "upper_bound", "upper");

    private static final List<String> FORMS =
            List.of("fixed", "unit", "tiers", "factor", "formula");

    /** The same, understood. */
    record Wanted(
            String itemCode,
            String regionCode,
            PriceForm form,
            @Nullable Long amountFen,
            @Nullable String unit,
            @Nullable BigDecimal factor,
            @Nullable String ruleId,
            @Nullable PriceTerms terms,
            @Nullable LocalDate validFrom) {}

    /**
     * The request that is understood as this: amounts in 元, nothing that its form has no use for.
     */
    static PriceRequest of(Wanted wanted) {
        Long fen = wanted.amountFen();
        BigDecimal factor = wanted.factor();
        LocalDate from = wanted.validFrom();
        return new PriceRequest(
                wanted.itemCode(),
                wanted.regionCode(),
                wanted.form().code(),
                null,
                fen == null ? null : BigDecimal.valueOf(fen, 2).toPlainString(),
                wanted.unit(),
                factor == null ? null : factor.stripTrailingZeros().toPlainString(),
                wanted.ruleId(),
                wanted.terms(),
                from == null ? null : from.toString());
    }

    /** Understands it as far as that needs no database; what cannot be understood is refused. */
    Wanted read(String defaultRegion) {
        var checks = new FieldChecks();
        String item = itemCode == null ? "" : itemCode;
        checks.require(ITEM.matcher(item).matches(), "#/itemCode", "format", "请给出事项编码，如 S-HJ-001");
        String region = regionCode == null || regionCode.isEmpty() ? defaultRegion : regionCode;
        checks.require(region.matches("[0-9]{6}"), "#/regionCode", "format", "应为 6 位行政区划代码");
        String kind = form == null ? "" : form;
        checks.require(
                FORMS.contains(kind), "#/form", "one-of", "计价形式应为 " + String.join("、", FORMS));
        boolean priced = kind.equals("fixed") || kind.equals("unit");
        Long fen = priced ? fen(checks) : null;
        BigDecimal multiple = kind.equals("factor") ? multiple(checks) : null;
        String rule = kind.equals("factor") ? ruleId : null;
        if (kind.equals("factor")) {
            checks.require(
                    rule != null && rule.length() <= 60 && RULE.matcher(rule).matches(),
                    "#/ruleId",
                    "required",
                    "请给出收费规则编号，如 R-ZB-G-2003");
        }
        LocalDate from = day(checks);
        PriceForm read = null;
        if (!checks.failed()) {
            read = form(checks, kind, fen, multiple, rule);
        }
        checks.done();
        if (read == null) {
            throw new IllegalStateException("a form that was not refused");
        }
        boolean withTerms = kind.equals("tiers") || kind.equals("formula");
        return new Wanted(
                item,
                region,
                read,
                fen,
                kind.equals("unit") ? unit : null,
                multiple,
                rule,
                withTerms ? terms : null,
                from);
    }

    private @Nullable PriceForm form(
            FieldChecks checks,
            String kind,
            @Nullable Long fen,
            @Nullable BigDecimal multiple,
            @Nullable String rule) {
        try {
            return PriceTerms.form(kind, fen, unit, multiple, rule, terms);
        } catch (InvalidPrice invalid) {
            for (Defect defect : invalid.defects()) {
                checks.refuse(pointer(defect), defect.rule(), place(defect) + defect.detailZh());
            }
        } catch (PriceTerms.NotADecimal notADecimal) {
            checks.refuse(
                    "#/terms",
                    "format",
                    "“" + shortened(notADecimal.getMessage()) + "” 不能解读；数字用半角，方法与单位用所列的代码");
        }
        return null;
    }

    /** The field of the request that a defect of the catalogue speaks of. */
    private String pointer(Defect defect) {
        String field = defect.field();
        if (defect.tierNo() != null) {
            return "#/terms/tiers/"
                    + (defect.tierNo() - 1)
                    + "/"
                    + TIER_FIELDS.getOrDefault(field, field);
        }
        boolean own = terms == null && List.of("amount", "unit", "factor").contains(field);
        return (own ? "#/" : "#/terms/") + field;
    }

    private static String place(Defect defect) {
        return defect.tierNo() == null ? "" : "第 " + defect.tierNo() + " 档：";
    }

    private @Nullable Long fen(FieldChecks checks) {
        if (amount == null || amount.isBlank()) {
            if (amountFen == null) {
                checks.refuse("#/amount", "required", "请给出金额；价格应能计算，不接受“面议”");
            }
            return amountFen;
        }
        String text = amount.strip();
        if (amountFen != null) {
            checks.refuse("#/amount", "twice", "amount 与 amountFen 只给一个");
        } else if (!DECIMAL.matcher(text).matches()) {
            checks.refuse(
                    "#/amount",
                    "not-a-price",
                    "“" + shortened(text) + "” 不是金额：用半角数字、以元为单位；价格应能计算，不接受“面议”等文字");
        } else {
            BigDecimal yuan = new BigDecimal(text);
            if (yuan.stripTrailingZeros().scale() > 2) {
                checks.refuse("#/amount", "decimals", "金额精确到分，至多 2 位小数：" + text);
            } else {
                return yuan.movePointRight(2).longValueExact();
            }
        }
        return null;
    }

    private @Nullable BigDecimal multiple(FieldChecks checks) {
        String text = factor == null ? "" : factor.strip();
        if (!DECIMAL.matcher(text).matches()) {
            checks.refuse("#/factor", "format", "倍率应为半角十进制数，如 1.16");
            return null;
        }
        return new BigDecimal(text);
    }

    private @Nullable LocalDate day(FieldChecks checks) {
        if (validFrom == null || validFrom.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(validFrom);
            if (day.getYear() >= 1949 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // told below, together with days far off
        }
        checks.refuse("#/validFrom", "date", "应为 YYYY-MM-DD");
        return null;
    }

    private static String shortened(@Nullable String text) {
        String known = text == null ? "" : text;
        return known.length() <= 40 ? known : known.substring(0, 40) + "…";
    }
}
