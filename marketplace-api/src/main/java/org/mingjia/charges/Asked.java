package org.mingjia.charges;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Parameters;
import org.mingjia.charges.ChargeViews.ChargeQuestion;
import org.mingjia.platform.Refusal.QuoteParameterRefused;
import org.mingjia.platform.Refused;
import org.mingjia.quotes.QuoteRequest;

/** A question about a charge whose every part was found to be in order. */
record Asked(
        String itemCode,
        @Nullable String uscc,
        String regionCode,
        LocalDate day,
        QuoteRequest request,
        Parameters parameters,
        long amountFen,
        String payer) {

    private static final Pattern ITEM = Pattern.compile("S-[A-Z0-9]+-[0-9]+");
    private static final Pattern USCC = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");
    private static final Pattern REGION = Pattern.compile("[0-9]{6}");
    private static final long MOST = 9_999_999_999_999L;
    private static final QuoteRequest NOTHING =
            new QuoteRequest(null, null, null, null, null, null, null, null);

    /** The question in order; what is missing or wrong is refused by name. */
    static Asked of(ChargeQuestion question, String defaultRegion, LocalDate today) {
        if (question.unknown() != null && !question.unknown().isEmpty()) {
            String name = question.unknown().keySet().iterator().next();
            throw refused(
                    name.substring(0, Math.min(40, name.length())),
                    "unknown-parameter",
                    "没有这个字段",
                    null,
                    "itemCode",
                    "uscc",
                    "regionCode",
                    "chargedOn",
                    "parameters",
                    "amountFen",
                    "payer");
        }
        String item =
                matching(
                        "itemCode",
                        required("itemCode", question.itemCode()),
                        ITEM,
                        "事项编码，如 S-HJ-001");
        String uscc = question.uscc();
        if (uscc != null) {
            uscc =
                    matching(
                            "uscc",
                            uscc.toUpperCase(java.util.Locale.ROOT),
                            USCC,
                            "GB 32100 统一社会信用代码，18 位");
        }
        String region =
                matching(
                        "regionCode",
                        question.regionCode() == null ? defaultRegion : question.regionCode(),
                        REGION,
                        "GB/T 2260，6 位数字");
        QuoteRequest request = question.parameters() == null ? NOTHING : question.parameters();
        if (request.asOf() != null || request.region() != null) {
            throw refused("parameters", "unknown-parameter", "日期与区域不写在 parameters 里", null);
        }
        return new Asked(
                item,
                uscc,
                region,
                day(required("chargedOn", question.chargedOn()), today),
                request,
                request.parameters(null),
                amount(question.amountFen()),
                payer(required("payer", question.payer())));
    }

    private static LocalDate day(String text, LocalDate today) {
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            throw refused("chargedOn", "malformed-date", "chargedOn 不是日期", "YYYY-MM-DD");
        }
        if (day.isAfter(today) || day.getYear() < 1949) {
            throw refused(
                    "chargedOn",
                    "parameter-out-of-range",
                    "收费日期应在 1949-01-01 至今天之间",
                    "1949-01-01 至 " + today);
        }
        return day;
    }

    private static long amount(@Nullable Long fen) {
        if (fen == null) {
            throw refused("amountFen", "missing-parameter", "请给出 amountFen（分）", null);
        }
        if (fen < 1 || fen > MOST) {
            throw refused("amountFen", "parameter-out-of-range", "金额超出范围", "1 至 " + MOST + " 分");
        }
        return fen;
    }

    private static String payer(String payer) {
        if (!Set.of("enterprise", "government").contains(payer)) {
            throw refused(
                    "payer",
                    "parameter-out-of-range",
                    "payer 应为 enterprise 或 government",
                    null,
                    "enterprise",
                    "government");
        }
        return payer;
    }

    private static String required(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw refused(parameter, "missing-parameter", "请给出 " + parameter, null);
        }
        return value;
    }

    private static String matching(String parameter, String value, Pattern form, String bound) {
        if (value.length() > 40 || !form.matcher(value).matches()) {
            throw refused(parameter, "malformed", parameter + " 的格式不对", bound);
        }
        return value;
    }

    private static Refused refused(
            String parameter,
            String rule,
            String detail,
            @Nullable String bound,
            String... allowed) {
        return new Refused(
                new QuoteParameterRefused(parameter, rule, detail, bound, List.of(allowed)));
    }
}
