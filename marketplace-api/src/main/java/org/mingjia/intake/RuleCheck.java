package org.mingjia.intake;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.mingjia.catalog.Defect;
import org.mingjia.catalog.InvalidRule;
import org.mingjia.intake.SetChecks.BrokenRow;
import org.mingjia.register.RuleView;
import org.mingjia.register.Rules;
import org.mingjia.sheets.RowErrors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Compiles every price rule that an import touches, as the register would have it after the import:
 * a rule that cannot be computed is not published.
 */
@Component
final class RuleCheck {

    private final Rules rules;

    RuleCheck(Rules rules) {
        this.rules = rules;
    }

    Mono<Void> check(
            DSLContext tx, SetChecks checks, List<Kind> kinds, LocalDate day, RowErrors errors) {
        return Flux.just(Kind.PRICE_RULE, Kind.TIER)
                .filter(kinds::contains)
                .concatMap(checks::places, 1)
                .collect(
                        HashMap<String, BrokenRow>::new,
                        (places, row) -> places.put(row.detail(), row))
                .flatMap(places -> {
                    Set<String> touched = new TreeSet<>();
                    places.keySet().forEach(key -> touched.add(key.split("/", 2)[0]));
                    return touched.isEmpty()
                            ? Mono.empty()
                            : rules.all(tx, List.copyOf(touched), day)
                                    .doOnNext(rule -> compile(rule, places, errors))
                                    .then();
                });
    }

    private void compile(RuleView rule, Map<String, BrokenRow> places, RowErrors errors) {
        try {
            rules.compile(rule);
        } catch (InvalidRule invalid) {
            for (Defect defect : invalid.defects()) {
                String key =
                        defect.tierNo() == null
                                ? rule.ruleId()
                                : rule.ruleId() + "/" + defect.tierNo();
                BrokenRow place = place(rule, key, places);
                errors.add(
                        place.file(),
                        place.line(),
                        defect.field(),
                        defect.rule(),
                        key + "：" + defect.detailZh());
            }
        }
    }

    /** The row to blame: the tier's, else the rule's, else the first of its tiers in the import. */
    private static BrokenRow place(RuleView rule, String key, Map<String, BrokenRow> places) {
        BrokenRow exact = places.get(key);
        if (exact != null) {
            return exact;
        }
        BrokenRow whole = places.get(rule.ruleId());
        if (whole != null) {
            return whole;
        }
        return rule.tiers().stream()
                .map(tier -> places.get(rule.ruleId() + "/" + tier.tierNo()))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(new BrokenRow("", 0, key));
    }
}
