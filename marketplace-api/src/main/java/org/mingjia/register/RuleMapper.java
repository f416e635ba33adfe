package org.mingjia.register;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.MappingConstants;
import org.mapstruct.ReportingPolicy;
import org.mingjia.catalog.AmountUnit;
import org.mingjia.catalog.Factor;
import org.mingjia.catalog.PriceRuleDefinition;
import org.mingjia.catalog.PricingMethod;
import org.mingjia.catalog.RuleStatus;
import org.mingjia.catalog.Tier;
import org.mingjia.catalog.TierKind;
import org.mingjia.register.RuleView.FactorView;
import org.mingjia.register.RuleView.TierView;

/** From the rule as it is published to the rule as the price engine compiles it. */
@Mapper(
        componentModel = MappingConstants.ComponentModel.SPRING,
        unmappedTargetPolicy = ReportingPolicy.ERROR)
interface RuleMapper {

    PriceRuleDefinition definition(RuleView view);

    Tier tier(TierView view);

    default @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    default String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    default PricingMethod method(String code) {
        return PricingMethod.of(code).orElseThrow();
    }

    default AmountUnit amountUnit(String label) {
        return AmountUnit.of(label).orElseThrow();
    }

    default RuleStatus status(String code) {
        return RuleStatus.of(code).orElseThrow();
    }

    default TierKind kind(String code) {
        return TierKind.of(code).orElseThrow();
    }

    default Factor factor(FactorView view) {
        return switch (view.type()) {
            case "option" ->
                    new Factor.OptionFactor(
                            view.key(),
                            view.label(),
                            (view.options() == null
                                            ? List.<RuleView.OptionView>of()
                                            : view.options())
                                    .stream()
                                            .map(o ->
                                                    new Factor.Option(
                                                            o.label(), required(o.value())))
                                            .toList(),
                            required(view.defaultValue()));
            case "range" ->
                    new Factor.RangeFactor(
                            view.key(),
                            view.label(),
                            required(view.min()),
                            required(view.max()),
                            required(view.defaultValue()));
            case "count" -> new Factor.CountFactor(view.key(), view.label(), required(view.rate()));
            default -> throw new IllegalStateException("factor of type " + view.type());
        };
    }

    private BigDecimal required(@Nullable String text) {
        return new BigDecimal(text == null ? "1" : text);
    }
}
