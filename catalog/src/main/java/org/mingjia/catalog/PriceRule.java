package org.mingjia.catalog;

import java.math.BigDecimal;
import java.util.List;

/** A price standard that has been checked and can be computed. Immutable; share it freely. */
public final class PriceRule {
    private final PriceRuleDefinition definition;
    private final Validity effective;

    private PriceRule(PriceRuleDefinition definition) {
        this.definition = definition;
        this.effective = Validity.inclusive(definition.effectiveFrom(), definition.effectiveTo());
    }

    /**
     * Checks a definition and prepares it for computing.
     *
     * @throws InvalidRule with every defect of the definition
     */
    public static PriceRule compile(PriceRuleDefinition definition) {
        return new PriceRule(definition);
    }

    /**
     * The lawful interval for these parameters, or why there is none.
     *
     * @throws ParameterRefused when the parameters do not fit the rule
     */
    public Quote quote(Parameters parameters) {
        return new Quote.NoStandard(this, parameters, Quote.Reason.AMOUNTS_UNKNOWN);
    }

    /** Whether a charge above this rule's maximum breaks the law today. */
    public boolean legalCeiling() {
        return definition.status() == RuleStatus.IN_FORCE;
    }

    /** What a calculator must ask for. */
    public FormSpec form() {
        return new FormSpec(null, null, null, definition.factors());
    }

    /**
     * Prices over a stretch of the base (the quantity, for a rule that prices a quantity).
     *
     * @throws ParameterRefused named from, to or points, or a parameter that the rule refuses
     */
    public List<CurvePoint> curve(Parameters fixed, BigDecimal from, BigDecimal to, int points) {
        return List.of();
    }

    /** All tier bounds above zero, ascending, in the base unit. */
    public List<BigDecimal> breaks() {
        return List.of();
    }

    List<WorkingLine> working(Parameters parameters) {
        return List.of();
    }

    String explain(Quote.NoStandard none) {
        return none.reason().code();
    }

    public PriceRuleDefinition definition() {
        return definition;
    }

    public String ruleId() {
        return definition.ruleId();
    }

    public String itemCode() {
        return definition.itemCode();
    }

    public String regionCode() {
        return definition.regionCode();
    }

    public RuleStatus status() {
        return definition.status();
    }

    /** The days on which the document is in effect. */
    public Validity effective() {
        return effective;
    }
}
