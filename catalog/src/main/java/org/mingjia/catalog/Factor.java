package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.List;

/** A coefficient 调整系数 that multiplies the amount of the tier. */
public sealed interface Factor {
    /** The name under which parameters give it. */
    String key();

    /** Chinese, for people. */
    String label();

    /**
     * One of listed values.
     *
     * @param defaultValue taken when the parameter is omitted; it need not be one of the options
     */
    record OptionFactor(String key, String label, List<Option> options, BigDecimal defaultValue)
            implements Factor {
        public OptionFactor {
            options = List.copyOf(options);
        }
    }

    /** A case named by the document and its coefficient. */
    record Option(String label, BigDecimal value) {}

    /** Any value from min to max, both included. */
    record RangeFactor(
            String key, String label, BigDecimal min, BigDecimal max, BigDecimal defaultValue)
            implements Factor {}

    /**
     * Multiplies by 1 + rate × n, where n is a count given among the counts; omitted means none.
     */
    record CountFactor(String key, String label, BigDecimal rate) implements Factor {}
}
