package org.mingjia.delivery;

import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.contract.ContractAccess;
import org.mingjia.delivery.DeliveryForms.DeliverableForm;
import org.mingjia.delivery.DeliveryForms.DeliveryForm;
import org.mingjia.delivery.DeliveryForms.DeliveryStep;
import org.mingjia.delivery.DeliveryForms.SignatoryForm;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.timers.Timers;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * 提交成果 Files come one by one and replace each other until the report is accepted; handed in is what
 * there is at that moment, as a whole, so that the owner accepts exactly what it looked at.
 */
final class Delivering {

    private static final int MOST_FILES = 500;
    private static final int MOST_DELIVERIES = 100;
    private static final int MOST_SIGNATORIES = 20;

    /** The material, one's own upload, and whether the file that is to be replaced still counts. */
    private static final String KNOWN =
            """
            select (select m.name from contract c cross join materials_at(c.item_code, c.signed_at) m
                     where c.id = {0} and m.material_no = {1}),
                   (select f.sha256 from stored_file f where f.id = {2} and f.organisation_id = {3}),
                   exists (select from delivery_file f
                            where f.contract_id = {0} and f.file_no = {4} and f.material_no = {1}
                              and not exists (select from delivery_file g
                                               where g.contract_id = f.contract_id and g.replaces_no = f.file_no)),
                   exists (select from delivery_file f
                            where f.contract_id = {0} and f.material_no = {1} and f.file_id = {2}
                              and not exists (select from delivery_file g
                                               where g.contract_id = f.contract_id and g.replaces_no = f.file_no)),
                   (select count(*)::int from contract c cross join materials_at(c.item_code, c.signed_at) m where c.id = {0})
            """;

    private static final String FILE =
            """
            insert into delivery_file (contract_id, file_no, material_no, material, file_id, sha256, replaces_no, by)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7})
            """;

    private static final String MISSING =
            """
            select m.name from contract c cross join materials_at(c.item_code, c.signed_at) m
             where c.id = {0} and m.required
               and not exists (select from delivery_file f where f.contract_id = c.id and f.material_no = m.material_no)
             order by m.material_no
            """;

    private static final String UNCHANGED =
            """
            select 1 from delivery d
             where d.contract_id = {0} and d.delivery_no = {1} and d.status in ('submitted', 'returned')
               and not exists (select from delivery_file f
                    where f.contract_id = {0}
                      and not exists (select from delivery_content k
                           where k.contract_id = {0} and k.delivery_no = {1} and k.file_no = f.file_no)
                      and not exists (select from delivery_file g where g.contract_id = {0} and g.replaces_no = f.file_no))
            """;

    private static final String SUPERSEDE =
            "update delivery set status = 'superseded', decided_by = {1} where contract_id = {0} and status = 'submitted'";

    private static final String DELIVERY =
            """
            insert into delivery (contract_id, delivery_no, note, signatories, submitted_on, by)
            values ({0}, {1}, {2}, {3}::jsonb, market_today(), {4})
            """;

    private static final String CONTENT =
            """
            insert into delivery_content (contract_id, delivery_no, file_no)
            select f.contract_id, {1}, f.file_no from delivery_file f
             where f.contract_id = {0}
               and not exists (select from delivery_file g where g.contract_id = f.contract_id and g.replaces_no = f.file_no)
            """;

    private static final String DELIVERED =
            "update contract set status = 'delivered', delivery_no = {1}, delivered_on = market_today() where id = {0}";

    private Delivering() {}

    /** Adds a file for a material, or puts one in the place of another. */
    static Mono<DeliveryStep> add(DSLContext tx, Actor actor, String number, DeliverableForm form) {
        return DeliveredContract.lock(tx, actor, number)
                .flatMap(DeliveredContract::open)
                .flatMap(contract -> add(tx, actor, contract, form));
    }

    private static Mono<DeliveryStep> add(
            DSLContext tx, Actor actor, DeliveredContract contract, DeliverableForm form) {
        int materialNo = form.materialNo() == null ? 0 : form.materialNo();
        int no = contract.files() + 1;
        return Mono.from(
                        tx.resultQuery(
                                KNOWN,
                                contract.key(),
                                val(materialNo),
                                val(form.fileId(), UUID.class),
                                val(actor.organisation()),
                                val(form.replacesNo(), Integer.class)))
                .flatMap(row -> {
                    var checks = new FieldChecks();
                    @Nullable String material = row.get(0, String.class);
                    @Nullable String sha256 = row.get(1, String.class);
                    checks.require(
                            material != null,
                            "#/materialNo",
                            "material-of-the-item",
                            "应为材料清单中的一项（1 至 " + row.get(4, Integer.class) + "）");
                    checks.require(sha256 != null, "#/fileId", "own-file", "应为本单位上传的一份附件");
                    checks.require(
                            form.replacesNo() == null || row.get(2, Boolean.class),
                            "#/replacesNo",
                            "file-that-counts",
                            "应为同一材料下尚未被替换的一份文件");
                    checks.require(
                            !row.get(3, Boolean.class), "#/fileId", "file-once", "这份附件已在该材料之下");
                    checks.require(
                            no <= MOST_FILES, "#", "too-many-files", "一份合同的成果文件（含被替换的）不超过 500 份");
                    checks.done();
                    return Mono.from(
                            tx.query(
                                    FILE,
                                    contract.key(),
                                    val(no),
                                    val(materialNo),
                                    val(material, String.class),
                                    val(form.fileId(), UUID.class),
                                    val(sha256, String.class),
                                    val(form.replacesNo(), Integer.class),
                                    val(actor.name())));
                })
                .then(
                        contract.told(
                                tx,
                                actor.name(),
                                ContractAccess.side(actor),
                                "deliverable.added",
                                no));
    }

    /** Hands in; a delivery that the owner has not answered yet is superseded. */
    static Mono<DeliveryStep> submit(DSLContext tx, Actor actor, String number, DeliveryForm form) {
        return DeliveredContract.lock(tx, actor, number)
                .flatMap(DeliveredContract::open)
                .flatMap(contract ->
                        Mono.from(
                                        tx.resultQuery(
                                                UNCHANGED,
                                                contract.key(),
                                                val(contract.deliveryNo())))
                                .flatMap(_ ->
                                        DeliveredContract.<Integer>refuse(
                                                "nothing-changed",
                                                contract.isDelivered()
                                                        ? "成果文件与已提交的相同，正待业主验收"
                                                        : "成果文件与退回时相同；请先按退回意见替换或补充文件"))
                                .thenMany(Flux.defer(() -> tx.resultQuery(MISSING, contract.key())))
                                .map(row -> row.get(0, String.class))
                                .collectList()
                                .flatMap(missing -> submit(tx, actor, contract, form, missing)));
    }

    private static Mono<DeliveryStep> submit(
            DSLContext tx,
            Actor actor,
            DeliveredContract contract,
            DeliveryForm form,
            List<String> missing) {
        var checks = new FieldChecks();
        checks.require(
                missing.isEmpty(),
                "#",
                "required-materials",
                "材料清单还缺：" + String.join("、", missing));
        checks.require(
                contract.deliveryNo() < MOST_DELIVERIES,
                "#",
                "too-many-deliveries",
                "成果提交不超过 100 次");
        @Nullable String note =
                form.note() == null || form.note().isBlank()
                        ? null
                        : checks.prose("#/note", "说明", form.note(), 1, 2000);
        String signatories = signatories(checks, form.given());
        checks.done();
        int no = contract.deliveryNo() + 1;
        return Mono.from(tx.query(SUPERSEDE, contract.key(), val(actor.name())))
                .then(
                        Mono.from(
                                tx.query(
                                        DELIVERY,
                                        contract.key(),
                                        val(no),
                                        val(note, String.class),
                                        val(signatories),
                                        val(actor.name()))))
                .then(Mono.from(tx.query(CONTENT, contract.key(), val(no))))
                .then(Mono.from(tx.query(DELIVERED, contract.key(), val(no))))
                .then(contract.silentUntil(tx))
                .flatMap(until ->
                        Timers.set(
                                tx, Acceptance.KIND, contract.requestId(), contract.lotNo(), until))
                .then(
                        contract.told(
                                tx,
                                actor.name(),
                                ContractAccess.side(actor),
                                "delivery.submitted",
                                no));
    }

    private static String signatories(FieldChecks checks, List<SignatoryForm> given) {
        checks.require(
                !given.isEmpty() && given.size() <= MOST_SIGNATORIES,
                "#/signatories",
                "signatories",
                "签署人应为 1 至 " + MOST_SIGNATORIES + " 人");
        var people = new ArrayList<Map<String, String>>();
        for (int i = 0; i < Math.min(given.size(), MOST_SIGNATORIES); i++) {
            SignatoryForm one = given.get(i);
            String at = "#/signatories/" + i;
            people.add(
                    Map.of(
                            "name",
                            checks.text(at + "/name", "签署人姓名", one.name(), 2, 50),
                            "certificate",
                            checks.text(at + "/certificate", "资格证书编号", one.certificate(), 2, 100)));
        }
        return JsonMapper.shared().writeValueAsString(people);
    }
}
