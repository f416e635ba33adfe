package org.mingjia.offers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Money;
import org.mingjia.catalog.ParameterRefused;
import org.mingjia.catalog.Parameters;
import org.mingjia.catalog.PriceRule;
import org.mingjia.catalog.Quote;
import org.mingjia.catalog.WorkingLine;

/**
 * What the rows of a shelf cost for one project. Rows that share a factor or terms are computed once;
 * the way to a price is written only for those that are shown.
 */
final class Tariffs {

    /** Above this no price is published, and none is computed. */
    private static final BigDecimal MOST = new BigDecimal("1000000000000000");

    static final List<String> FORM_NAMES = List.of("按件", "按单位", "按标准倍率", "分档", "公式");

    private final Shelf shelf;
    private final Book book;
    private final Parameters parameters;
    private final Map<Long, Answer> shared = new HashMap<>();

    Tariffs(Shelf shelf, Book book, Parameters parameters) {
        this.shelf = shelf;
        this.book = book;
        this.parameters = parameters;
    }

    /**
     * A price, or why there is none.
     *
     * @param fen -1 when there is none
     */
    record Answer(long fen, @Nullable String reason, @Nullable String text, List<String> working) {
        static Answer of(long fen) {
            return new Answer(fen, null, null, List.of());
        }

        static Answer none(String reason, String text) {
            return new Answer(-1, reason, text, List.of());
        }

        boolean priced() {
            return fen >= 0;
        }
    }

    Answer price(int row) {
        return switch (shelf.form[row]) {
            case Shelf.FIXED, Shelf.UNIT -> counted(row);
            case Shelf.FACTOR ->
                    shared.computeIfAbsent(
                            (long) shelf.other[row] << 32 | shelf.value[row],
                            _ -> multiple(row, false));
            default ->
                    shared.computeIfAbsent(-1 - shelf.value[row], _ -> byTerms(row, false));
        };
    }

    /** The same price with the way to it. */
    Answer worked(int row) {
        return switch (shelf.form[row]) {
            case Shelf.FIXED, Shelf.UNIT -> {
                Answer answer = counted(row);
                yield answer.priced()
                        ? new Answer(answer.fen(), null, null, List.of(countedText(row, answer)))
                        : answer;
            }
            case Shelf.FACTOR -> multiple(row, true);
            default -> byTerms(row, true);
        };
    }

    private Answer counted(int row) {
        BigDecimal quantity = parameters.quantity();
        if (quantity == null) {
            return shelf.form[row] == Shelf.FIXED
                    ? Answer.of(shelf.value[row])
                    : Answer.none(
                            "missing-parameter", "请给出数量（" + shelf.otherText(row) + "）");
        }
        BigDecimal fen = quantity.multiply(BigDecimal.valueOf(shelf.value[row]));
        return fen.compareTo(MOST) > 0
                ? Answer.none("parameter-out-of-range", "算得的金额过大，请核对参数")
                : Answer.of(fen.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    private String countedText(int row, Answer answer) {
        String each = new Money(shelf.value[row]).yuan();
        String unit = shelf.form[row] == Shelf.FIXED ? "件" : shelf.otherText(row);
        BigDecimal quantity = parameters.quantity();
        return "%s/%s × %s = %s"
                .formatted(
                        each,
                        unit,
                        quantity == null ? "1" : quantity.toPlainString(),
                        new Money(answer.fen()).yuan());
    }

    private Answer multiple(int row, boolean withWorking) {
        PriceRule rule = book.rule(shelf.otherText(row));
        if (rule == null) {
            return Answer.none("rule-not-in-register", "所依据的收费规则当日未登记");
        }
        return quoted(
                rule.times(shelf.factor(row)), Book.fitting(rule, parameters), withWorking);
    }

    private Answer byTerms(int row, boolean withWorking) {
        return Terms.of(shelf.terms(row), shelf.form[row] == Shelf.TIERS)
                .price(parameters, withWorking);
    }

    static Answer quoted(PriceRule rule, Parameters fitting, boolean withWorking) {
        try {
            return switch (rule.quote(fitting)) {
                case Quote.Priced priced -> {
                    Long max = priced.maxFen();
                    if (max == null || max != priced.minFen()) {
                        yield Answer.none("no-single-price", "所依据的标准是区间，不能算出一个价格");
                    }
                    yield new Answer(
                            max,
                            null,
                            null,
                            withWorking
                                    ? priced.working().stream().map(WorkingLine::text).toList()
                                    : List.of());
                }
                case Quote.NoStandard none -> Answer.none(none.reason().code(), none.text());
            };
        } catch (ParameterRefused refused) {
            return Answer.none(refused.rule(), refused.detailZh());
        }
    }

    String description(int row) {
        return switch (shelf.form[row]) {
            case Shelf.FIXED -> "每件 " + new Money(shelf.value[row]).yuan();
            case Shelf.UNIT -> "每" + shelf.otherText(row) + " " + new Money(shelf.value[row]).yuan();
            case Shelf.FACTOR -> {
                PriceRule rule = book.rule(shelf.otherText(row));
                yield "按%s基准价的 %s 倍"
                        .formatted(
                                rule == null
                                        ? shelf.otherText(row)
                                        : rule.definition().document(),
                                shelf.factor(row).toPlainString());
            }
            case Shelf.TIERS -> "按机构公布的分档计价";
            default -> "按机构公布的公式计价";
        };
    }
}
