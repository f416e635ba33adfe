package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agency charges, in one of the forms from which a price can be computed; 面议 is none.
 *
 * <p>Constructors refuse what cannot bind with {@link InvalidPrice}. Immutable.
 */
public sealed interface PriceForm {
    /** Least amount: 1 fen. */
    long LEAST_FEN = 1;

    /** Highest amount of a form: below 10^13 fen, 1000 亿元. */
    long MOST_FEN = 9_999_999_999_999L;

    /** As the price list and the API write it. */
    String code();

    /**
     * One price for a piece of work 按件, however large it is.
     *
     * @param amountFen of one piece
     */
    record Fixed(long amountFen) implements PriceForm {
        public Fixed {
            FormChecks.refuse(FormChecks.amount("amount", amountFen, LEAST_FEN));
        }

        @Override
        public String code() {
            return "fixed";
        }
    }

    /**
     * A price for each unit of the quantity 按单位.
     *
     * @param unit what is counted: 点, 平方米 …
     */
    record PerUnit(long amountFen, String unit) implements PriceForm {
        public PerUnit {
            var defects = new ArrayList<Defect>();
            defects.addAll(FormChecks.amount("amount", amountFen, LEAST_FEN));
            defects.addAll(FormChecks.text("unit", unit));
            FormChecks.refuse(defects);
        }

        @Override
        public String code() {
            return "unit";
        }
    }

    /**
     * The agency's own tiers 分档, with the meaning that tiers have in a {@link PriceRule}.
     *
     * @param schedule compiled; each base that it covers has one price
     */
    record Tiered(PriceRule schedule) implements PriceForm {
        /**
         * From what the agency wrote.
         *
         * @param method a method that prices a base, and gives one price and not an interval
         */
        public static Tiered of(
                String baseParameter,
                String baseUnit,
                PricingMethod method,
                AmountUnit amountUnit,
                List<Tier> tiers,
                @Nullable Long floorFen,
                @Nullable Long capFen) {
            return new Tiered(
                    FormChecks.tiers(
                            baseParameter, baseUnit, method, amountUnit, tiers, floorFen, capFen));
        }

        @Override
        public String code() {
            return "tiers";
        }
    }

    /**
     * A multiple of a published standard's baseline 按标准倍率: factor × the amount of the standard
     * before its own variation 浮动, then the standard's floor and cap.
     */
    record OnRule(String ruleId, BigDecimal factor) implements PriceForm {
        public OnRule {
            FormChecks.refuse(FormChecks.factor(factor));
        }

        @Override
        public String code() {
            return "factor";
        }
    }

    /**
     * fixed + each × quantity + rate × base, then floor, then cap 公式. What the formula does not
     * name is no part of the price.
     *
     * @param fixedFen 0 where there is no fixed part
     * @param unit what {@code perUnitFen} is for
     * @param rate of the base, as a fraction: 0.015 = 1.5%
     * @param baseUnit money, as 万元
     */
    record Formula(
            long fixedFen,
            @Nullable Long perUnitFen,
            @Nullable String unit,
            @Nullable BigDecimal rate,
            @Nullable String baseParameter,
            @Nullable String baseUnit,
            @Nullable Long floorFen,
            @Nullable Long capFen)
            implements PriceForm {
        public Formula {
            FormChecks.refuse(
                    FormChecks.formula(
                            fixedFen,
                            perUnitFen,
                            unit,
                            rate,
                            baseParameter,
                            baseUnit,
                            floorFen,
                            capFen));
        }

        @Override
        public String code() {
            return "formula";
        }
    }
}
