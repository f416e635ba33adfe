package org.mingjia.delivery;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** What is read of deliverables, each reading one statement. */
final class DeliveryReading {

    private static final String WHOLE =
            """
            select json_build_object('number', c.number, 'title', r.title, 'status', c.status, 'deliverBy', c.deliver_by,
                'deliverUntil', k.deliver_until, 'acceptBy', k.accept_by, 'deliveredOn', c.delivered_on,
                'acceptedOn', c.accepted_on, 'acceptedBySilence', c.accepted_by_silence,
                'materials', (select coalesce(json_agg(json_build_object('materialNo', m.material_no, 'name', m.name,
                        'required', m.required) order by m.material_no), '[]'::json)
                    from materials_at(c.item_code, coalesce(c.signed_at, clock_timestamp())) m),
                'files', (select coalesce(json_agg(json_build_object('fileNo', f.file_no, 'materialNo', f.material_no,
                        'fileId', f.file_id, 'name', s.name, 'size', s.size, 'mediaType', s.media_type, 'sha256', f.sha256,
                        'at', f.at, 'replacedBy', g.file_no,
                        'identicalTo', (select coalesce(json_agg(distinct o.number), '[]'::json)
                            from identical_file i join contract o on o.id = i.other_id
                           where i.contract_id = f.contract_id and i.file_no = f.file_no)) order by f.file_no), '[]'::json)
                    from delivery_file f
                    join stored_file s on s.id = f.file_id
                    left join delivery_file g on g.contract_id = f.contract_id and g.replaces_no = f.file_no
                   where f.contract_id = c.id
                     and ({2} or exists (select from delivery_content d
                            where d.contract_id = f.contract_id and d.file_no = f.file_no))),
                'deliveries', (select coalesce(json_agg(json_build_object('deliveryNo', d.delivery_no, 'note', d.note,
                        'signatories', (select json_agg(json_build_object('name', p ->> 'name',
                                'certificate', p ->> 'certificate',
                                'registered', exists (select from practitioner t where t.agency_id = c.agency_id
                                    and t.certificate_number = p ->> 'certificate' and t.name = p ->> 'name'
                                    and t.valid @> d.submitted_on)) order by n)
                            from jsonb_array_elements(d.signatories) with ordinality as e (p, n)),
                        'files', (select json_agg(x.file_no order by x.file_no) from delivery_content x
                            where x.contract_id = d.contract_id and x.delivery_no = d.delivery_no),
                        'at', d.at, 'status', d.status, 'bySilence', d.by_silence, 'reason', d.reason,
                        'decidedAt', d.decided_at) order by d.delivery_no), '[]'::json)
                    from delivery d where d.contract_id = c.id),
                'outcomes', (select coalesce(json_agg(json_build_object('outcomeNo', o.outcome_no,
                        'deliveryNo', o.delivery_no, 'outcome', o.outcome, 'decidedOn', o.decided_on, 'document', o.document,
                        'reason', o.reason, 'at', o.at) order by o.outcome_no), '[]'::json)
                    from approval_outcome o where o.contract_id = c.id))::text
              from contract c
              join service_request r on r.id = c.request_id
              join contract_clock k on k.contract_id = c.id
             where c.number = {0} and {1}
            """;

    private static final String MATERIALS =
            """
            select json_build_object('itemCode', i.code,
                'version', coalesce(n.version, 0), 'since', n.at, 'reason', n.reason,
                'materials', (select coalesce(json_agg(json_build_object('materialNo', m.material_no, 'name', m.name,
                        'required', m.required) order by m.material_no), '[]'::json)
                    from materials_at(i.code, clock_timestamp()) m),
                'earlier', (select coalesce(json_agg(json_build_object('version', e.version, 'since', e.at, 'reason', e.reason,
                        'materials', (select json_agg(json_build_object('materialNo', p.no, 'name', p.part ->> 'name',
                                'required', (p.part ->> 'required')::boolean) order by p.no)
                            from jsonb_array_elements(e.materials) with ordinality as p (part, no)))
                        order by e.version desc), '[]'::json)
                    from (select l.* from material_list l where l.item_code = i.code and l.version < n.version
                           order by l.version desc limit 20) e))::text
              from service_item i
              left join lateral (select l.version, l.at, l.reason from material_list l
                                  where l.item_code = i.code order by l.version desc limit 1) n on true
             where i.code = {0} and i.valid @> market_today()
            """;

    private DeliveryReading() {}

    /**
     * @param everyFile also those that were never handed in
     */
    static Mono<byte[]> whole(DSLContext db, Condition readable, String number, boolean everyFile) {
        return Mono.from(
                        db.resultQuery(
                                WHOLE, val(number.replace("\0", "")), readable, val(everyFile)))
                .map(row -> row.get(0, String.class).getBytes(StandardCharsets.UTF_8))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("合同", number))));
    }

    static Mono<byte[]> materials(DSLContext db, String code) {
        return Mono.from(db.resultQuery(MATERIALS, val(code)))
                .map(row -> row.get(0, String.class).getBytes(StandardCharsets.UTF_8))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("中介服务事项", code))));
    }

    /** Each pair once, from the later of the two. */
    static Listing identical(Condition readable) {
        Field<String> place =
                field(
                        "c.number || ' ' || lpad(f.file_no::text, 3, '0') || ' ' || o.number || ' ' || lpad(g.file_no::text, 3, '0')",
                        String.class);
        return new Listing(
                        List.of(
                                field("c.number").as("number"),
                                field("r.title").as("title"),
                                field("w.name").as("agencyName"),
                                field("f.material").as("material"),
                                field("s.name").as("fileName"),
                                field("f.sha256").as("sha256"),
                                field("f.at").as("at"),
                                field("o.number").as("otherNumber"),
                                field("q.title").as("otherTitle"),
                                field("v.name").as("otherAgencyName"),
                                field("g.at").as("otherAt"),
                                field("c.agency_id = o.agency_id").as("sameAgency"),
                                place.as("place")),
                        table(
                                """
                                identical_file i
                                join delivery_file f on f.contract_id = i.contract_id and f.file_no = i.file_no
                                join delivery_file g on g.contract_id = i.other_id and g.file_no = i.other_no
                                join stored_file s on s.id = f.file_id
                                join contract c on c.id = i.contract_id
                                join contract o on o.id = i.other_id
                                join service_request r on r.id = c.request_id
                                join service_request q on q.id = o.request_id
                                join organisation w on w.id = c.agency_id
                                join organisation v on v.id = o.agency_id
                                """),
                        readable.and("(f.at, f.file_id) > (g.at, g.file_id)"),
                        place,
                        "place")
                .backwards();
    }
}
