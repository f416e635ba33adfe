package org.mingjia.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.mapstruct.factory.Mappers;
import org.mingjia.Market;
import org.mingjia.catalog.FormSpec;
import org.mingjia.catalog.PriceRule;
import org.mingjia.register.RuleView.BaseView;
import org.mingjia.register.RuleView.FormView;
import org.mingjia.register.RuleView.QuantityView;
import org.mingjia.register.RuleView.SelectorView;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form that the database writes for a calculator asks for what the price engine asks for, rule
 * by rule.
 */
class FormContractTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Market market = Market.shared();
    private final RuleMapper mapper = Mappers.getMapper(RuleMapper.class);

    @Test
    void theDatabasesFormIsTheCataloguesForEveryRule() {
        var rules =
                JSON.readTree(
                                market.http()
                                        .get()
                                        .uri("/api/price-rules?limit=100")
                                        .exchange()
                                        .expectBody()
                                        .returnResult()
                                        .getResponseBody())
                        .get("items");

        assertThat(rules).hasSize(67);
        var differing = new SoftAssertions();
        for (JsonNode rule : rules) {
            var view = JSON.treeToValue(rule, RuleView.class);
            differing
                    .assertThat(view.form())
                    .as(view.ruleId())
                    .isEqualTo(seen(PriceRule.compile(mapper.definition(view)).form()));
        }
        differing.assertAll();
    }

    private static FormView seen(FormSpec form) {
        return new FormView(
                form.base() == null
                        ? null
                        : new BaseView(
                                form.base().required(), form.base().label(), form.base().unit()),
                form.quantity() == null
                        ? null
                        : new QuantityView(
                                form.quantity().required(),
                                form.quantity().label(),
                                form.quantity().unit(),
                                form.quantity().defaultValue()),
                form.selector() == null
                        ? null
                        : new SelectorView(
                                form.selector().required(),
                                List.copyOf(form.selector().options())));
    }
}
