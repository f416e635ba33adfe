package org.mingjia.intake;

import java.util.List;
import org.mingjia.sheets.RowErrors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether every name in an import leads to something that is in force for the whole time. */
final class ReferenceCheck {

    private ReferenceCheck() {}

    /** A column with such names, and what the sender calls it. */
    private record Reference(Kind kind, String column, boolean many, Kind target, String shown) {}

    private static final List<Reference> REFERENCES =
            List.of(
                    new Reference(Kind.REGION, "parent_code", false, Kind.REGION, "parent_code"),
                    new Reference(
                            Kind.DEPARTMENT, "region_code", false, Kind.REGION, "region_code"),
                    new Reference(
                            Kind.ACT, "department_code", false, Kind.DEPARTMENT, "department_code"),
                    new Reference(Kind.ACT_ITEM, "act_code", false, Kind.ACT, "act_codes"),
                    new Reference(Kind.PRICE_RULE, "item_code", false, Kind.ITEM, "item_code"),
                    new Reference(Kind.TIER, "rule_id", false, Kind.PRICE_RULE, "rule_id"),
                    new Reference(Kind.SYNONYM, "item_codes", true, Kind.ITEM, "item_codes"));

    static Mono<Void> nothingDangles(SetChecks checks, List<Kind> kinds, RowErrors errors) {
        return Flux.fromIterable(REFERENCES)
                .filter(reference -> kinds.contains(reference.kind()))
                .concatMap(
                        reference ->
                                checks.dangling(
                                                reference.kind(),
                                                reference.column(),
                                                reference.many(),
                                                reference.target())
                                        .doOnNext(row ->
                                                errors.add(
                                                        row.file(),
                                                        row.line(),
                                                        reference.shown(),
                                                        "reference",
                                                        row.detail() + " 不存在，或不在本行的全部有效期内有效")),
                        1)
                .then(Mono.fromRunnable(errors::refuseIfAny));
    }
}
