package org.mingjia.delivery;

import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.delivery.DeliveryForms.MaterialForm;
import org.mingjia.delivery.DeliveryForms.MaterialsForm;
import org.mingjia.delivery.DeliveryForms.MaterialsStep;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * 材料清单 What an item's report consists of: what the list of items says, or the operator's own list.
 * A contract keeps the list of the moment when it was signed.
 */
final class Materials {

    private static final int MOST_MATERIALS = 30;

    /** The item first, so that two versions never get one number. */
    private static final String ITEM =
            """
            select i.name, (select coalesce(max(l.version), 0) from material_list l where l.item_code = i.code)
              from service_item i where i.code = {0} and i.valid @> market_today() for update of i
            """;

    private static final String VERSION =
            "insert into material_list (item_code, version, materials, by, reason) values ({0}, {1}, {2}::jsonb, {3}, {4})";

    private Materials() {}

    static Mono<MaterialsStep> list(DSLContext tx, Actor actor, String code, MaterialsForm form) {
        return Mono.from(tx.resultQuery(ITEM, val(code)))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("中介服务事项", code))))
                .flatMap(row -> {
                    int last = row.get(1, Integer.class);
                    var checks = new FieldChecks();
                    checks.requireBasis("#/basedOn", form.basedOn(), last);
                    String materials = checked(checks, form.given());
                    String reason = checks.prose("#/reason", "理由", form.reason(), 4, 1000);
                    checks.done();
                    int version = last + 1;
                    return Mono.from(
                                    tx.query(
                                            VERSION,
                                            val(code),
                                            val(version),
                                            val(materials),
                                            val(actor.name()),
                                            val(reason)))
                            .then(
                                    Events.tell(
                                            tx,
                                            actor.name(),
                                            "materials.listed",
                                            "material_list",
                                            code,
                                            Map.of(
                                                    "name",
                                                    row.get(0, String.class),
                                                    "version",
                                                    version)))
                            .thenReturn(new MaterialsStep(code, version));
                });
    }

    private static String checked(FieldChecks checks, List<MaterialForm> given) {
        checks.require(
                !given.isEmpty() && given.size() <= MOST_MATERIALS,
                "#/materials",
                "materials",
                "材料清单应为 1 至 " + MOST_MATERIALS + " 项");
        var names = new HashSet<String>();
        var materials = new ArrayList<Map<String, @Nullable Object>>();
        boolean any = false;
        for (int i = 0; i < Math.min(given.size(), MOST_MATERIALS); i++) {
            MaterialForm one = given.get(i);
            String at = "#/materials/" + i + "/name";
            String name = checks.text(at, "材料名称", one.name(), 2, 100);
            checks.require(names.add(name), at, "material-once", "材料名称不能重复");
            boolean required = !Boolean.FALSE.equals(one.required());
            any |= required;
            materials.add(Map.of("name", name, "required", required));
        }
        checks.require(
                any || given.isEmpty(), "#/materials", "one-required", "至少一项为必需：没有成果不得收费（空收费）");
        return JsonMapper.shared().writeValueAsString(materials);
    }
}
