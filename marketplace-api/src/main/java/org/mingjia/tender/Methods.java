package org.mingjia.tender;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Uscc;
import org.mingjia.catalog.UsccRefused;
import org.mingjia.platform.FieldChecks;
import org.mingjia.selection.Method;
import org.mingjia.tender.RequestBody.MethodChoice;

/** Reads a chosen method; what it leaves out has the trade's default. */
final class Methods {
    private static final int EXPLAIN_BELOW = 70;
    private static final int TRIM_FROM = 5;
    private static final List<Integer> PERCENTS = List.of(95, 96, 97, 98);
    private static final int LONGEST_LIST = 50;

    private Methods() {}

    /** The method with its parameters; null when it was refused. */
    static @Nullable Method read(FieldChecks checks, MethodChoice choice, int minimum) {
        try {
            return switch (Objects.requireNonNullElse(choice.code(), "")) {
                case "direct" -> direct(checks, choice);
                case "lowest_price" ->
                        new Method.LowestPrice(
                                minimum, or(choice.explainBelowPercent(), EXPLAIN_BELOW));
                case "random_draw" -> new Method.RandomDraw(minimum);
                case "lowest_random" -> new Method.LowestRandom(minimum);
                case "mean" -> new Method.Mean(minimum, or(choice.trimFrom(), TRIM_FROM));
                case "mean_random" ->
                        new Method.MeanRandom(
                                minimum,
                                or(choice.trimFrom(), TRIM_FROM),
                                percents(choice.percents()));
                case "best_value" ->
                        new Method.BestValue(
                                minimum,
                                or(choice.quality(), 40),
                                or(choice.staff(), 20),
                                or(choice.time(), 10),
                                or(choice.price(), 30));
                case "credit_shortlist" -> shortlist(checks, choice, minimum);
                default -> {
                    checks.refuse("#/method/code", "one-of", "请选择选取方式");
                    yield null;
                }
            };
        } catch (IllegalArgumentException wrong) {
            checks.refuse("#/method", "method-parameters", "选取方式的参数有误：" + wrong.getMessage());
            return null;
        }
    }

    private static @Nullable Method direct(FieldChecks checks, MethodChoice choice) {
        checks.prose("#/method/reason", "直接选取的理由", choice.reason(), 10, 1000);
        try {
            return new Method.Direct(
                    Uscc.of(Objects.requireNonNullElse(choice.named(), "")).code());
        } catch (UsccRefused refused) {
            checks.refuse("#/method/named", refused.rule(), refused.detailZh());
            return null;
        }
    }

    private static @Nullable Method shortlist(
            FieldChecks checks, MethodChoice choice, int minimum) {
        int longList = or(choice.longList(), 5);
        checks.require(
                longList <= LONGEST_LIST,
                "#/method/longList",
                "bounds",
                "大名单不超过 " + LONGEST_LIST + " 家");
        return new Method.CreditShortlist(minimum, longList, or(choice.shortList(), 3));
    }

    private static List<Integer> percents(@Nullable List<Integer> given) {
        return given == null || given.isEmpty() ? PERCENTS : given;
    }

    private static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }
}
