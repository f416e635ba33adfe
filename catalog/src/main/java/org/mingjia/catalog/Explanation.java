package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sentence that says why no standard applies, with the bounds, dates or names that were missed.
 */
record Explanation(PriceRuleDefinition rule, Parameters parameters) {

    String of(Quote.Reason reason, @Nullable Schedule schedule, List<String> selectors) {
        return switch (reason) {
            case AMOUNTS_UNKNOWN -> rule.document() + "的收费金额尚未取得，不能计算";
            case NOT_IN_EFFECT ->
                    "%s在 %s 不适用（有效期：%s 至 %s）"
                            .formatted(
                                    rule.document(),
                                    parameters.asOf(),
                                    or(rule.effectiveFrom(), "起始日期未载明"),
                                    or(rule.effectiveTo(), "未载明终止日期"));
            case NO_SUCH_SELECTOR ->
                    "%s没有“%s”的收费标准，列有：%s"
                            .formatted(
                                    rule.document(),
                                    parameters.selector(),
                                    String.join("、", selectors));
            case OUTSIDE_TIERS ->
                    "%s %s %s不在文件所列范围 %s %s之内，文件没有规定收费标准，不作推算"
                            .formatted(
                                    rule.baseParameter(),
                                    given(),
                                    rule.baseUnit(),
                                    schedule == null ? "" : schedule.extent(),
                                    rule.baseUnit());
        };
    }

    private String given() {
        BigDecimal argument = rule.method().usesBase() ? parameters.base() : parameters.quantity();
        return argument == null ? "" : Figures.plain(argument);
    }

    private static Object or(@Nullable Object value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
