package org.mingjia.offers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.AgencyPrice;
import org.mingjia.catalog.AgencyQuote;
import org.mingjia.catalog.InvalidPrice;
import org.mingjia.catalog.InvalidRule;
import org.mingjia.catalog.Money;
import org.mingjia.catalog.Parameters;
import org.mingjia.catalog.PriceForm;
import org.mingjia.catalog.PriceRule;
import org.mingjia.catalog.WorkingLine;
import org.mingjia.quotes.PriceTerms;
import org.mingjia.quotes.PriceTerms.NotADecimal;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the rows of a shelf cost for one project. Rows that share a factor or terms are computed
 * once; the way to a price is written only for those that are shown.
 */
final class Tariffs {

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
    record Answer(long fen, @Nullable String text, List<String> working) {
        boolean priced() {
            return fen >= 0;
        }
    }

    /** Without its working. */
    Answer price(int row) {
        return switch (shelf.form[row]) {
            case Shelf.FIXED -> new Answer(shelf.value[row], null, List.of());
            case Shelf.UNIT -> compute(row, false);
            case Shelf.FACTOR ->
                    shared.computeIfAbsent(
                            (long) shelf.other[row] << 32 | shelf.value[row],
                            _ -> compute(row, false));
            default -> shared.computeIfAbsent(-1 - shelf.value[row], _ -> compute(row, false));
        };
    }

    /** The same price with the way to it. */
    Answer worked(int row) {
        return compute(row, true);
    }

    private Answer compute(int row, boolean withWorking) {
        try {
            PriceForm form = form(row);
            PriceRule rule = form instanceof PriceForm.OnRule on ? book.rule(on.ruleId()) : null;
            return switch (AgencyPrice.compute(form, rule, parameters)) {
                case AgencyQuote.Priced priced ->
                        new Answer(
                                priced.fen(),
                                null,
                                withWorking
                                        ? priced.working().stream().map(WorkingLine::text).toList()
                                        : List.of());
                case AgencyQuote.NoPrice none -> new Answer(-1, none.text(), List.of());
            };
        } catch (InvalidPrice | InvalidRule | NotADecimal broken) {
            return new Answer(-1, "机构公布的价格不能计算", List.of());
        }
    }

    private PriceForm form(int row) {
        return switch (shelf.form[row]) {
            case Shelf.FIXED -> new PriceForm.Fixed(shelf.value[row]);
            case Shelf.UNIT -> new PriceForm.PerUnit(shelf.value[row], shelf.otherText(row));
            case Shelf.FACTOR -> new PriceForm.OnRule(shelf.otherText(row), shelf.factor(row));
            case Shelf.TIERS -> onTerms("tiers", row);
            default -> onTerms("formula", row);
        };
    }

    private PriceForm onTerms(String form, int row) {
        var terms = JsonMapper.shared().readValue(shelf.terms(row), PriceTerms.class);
        return PriceTerms.form(form, null, null, null, null, terms);
    }

    String description(int row) {
        return switch (shelf.form[row]) {
            case Shelf.FIXED -> "每件 " + new Money(shelf.value[row]).yuan();
            case Shelf.UNIT ->
                    "每" + shelf.otherText(row) + " " + new Money(shelf.value[row]).yuan();
            case Shelf.FACTOR -> {
                PriceRule rule = book.rule(shelf.otherText(row));
                yield "按%s基准价的 %s 倍"
                        .formatted(
                                rule == null ? shelf.otherText(row) : rule.definition().document(),
                                shelf.factor(row).toPlainString());
            }
            case Shelf.TIERS -> "按机构公布的分档计价";
            default -> "按机构公布的公式计价";
        };
    }
}
