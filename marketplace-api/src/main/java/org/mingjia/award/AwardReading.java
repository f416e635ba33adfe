package org.mingjia.award;

import static org.jooq.impl.DSL.val;

import java.nio.charset.StandardCharsets;
import org.jooq.DSLContext;
import org.mingjia.award.AwardViews.Step;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/** What everybody reads of a selection, each reading one statement. */
final class AwardReading {

    private static final String NOTICE =
            """
            select json_build_object(
                'number', r.number, 'title', r.title, 'status', r.status,
                'opened', exists (select from lot_pool p where p.request_id = r.id),
                'method', r.method, 'methodParameters', r.method_parameters,
                'runnerUp', coalesce((r.body ->> 'runnerUp')::boolean, false), 'endReason', r.end_reason,
                'randomness', case
                    when exists (select from lot_pool p where p.request_id = r.id and p.beacon_round is not null)
                    then '种子由开标前承诺的服务器种子、报价人随机数与名单公布后才产生的公共随机信标共同决定'
                    else '种子由开标前承诺的服务器种子与报价人随机数共同决定，没有采用外部随机信标' end
                    || case when r.method = 'credit_shortlist' then '；信用分：尚无评价的机构计 80 分，警告期内的机构计 70 分' else '' end,
                'lots', (select coalesce(json_agg(json_build_object(
                    'lotNo', l.lot_no, 'itemCode', l.item_code,
                    'itemName', (select i.name from service_item i where i.code = l.item_code and i.valid @> l.published_on),
                    'budgetFen', l.budget_fen, 'ceilingFen', l.ceiling_fen, 'floorFen', l.floor_fen,
                    'pool', json_build_object('usccs', p.usccs, 'lines', p.lines, 'hash', p.hash,
                        'commitment', p.commitment, 'beaconChain', p.beacon_chain, 'beaconRound', p.beacon_round,
                        'publishedAt', p.published_at),
                    'bids', (select coalesce(json_agg(json_build_object('id', b.id, 'uscc', o.uscc, 'agencyName', o.name,
                            'amountFen', b.amount_fen, 'priceFen', b.price_fen, 'receivedAt', b.received_at,
                            'nonce', b.nonce, 'excluded', b.excluded, 'offer', b.body,
                            'documents', (select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name,
                                    'mediaType', d.media_type, 'size', d.size, 'sha256', d.sha256,
                                    'address', '/api/bid-documents/' || d.id) order by d.place), '[]'::json)
                                from opened_document d where d.bid_id = b.id))
                            order by b.amount_fen, o.uscc), '[]'::json)
                        from opened_bid b join organisation o on o.id = b.agency_id
                       where b.request_id = l.request_id and b.lot_no = l.lot_no),
                    'selection', (select json_build_object('outcome', s.outcome, 'selectedAt', s.selected_at,
                            'working', s.working, 'proof', s.proof)
                        from selection s where s.request_id = l.request_id and s.lot_no = l.lot_no),
                    'decisions', (select coalesce(json_agg(json_build_object('kind', d.kind, 'decision', d.body,
                            'reason', d.reason, 'at', d.at) order by d.id), '[]'::json)
                        from lot_decision d where d.request_id = l.request_id and d.lot_no = l.lot_no),
                    'awards', (select coalesce(json_agg(json_build_object('uscc', o.uscc, 'agencyName', o.name,
                            'amountFen', a.amount_fen, 'rank', a.rank, 'basis', a.basis, 'status', a.status,
                            'madeAt', a.made_at, 'publicityFrom', a.publicity_from, 'publicityUntil', a.publicity_until,
                            'acceptedAt', a.accepted_at, 'awardedAt', a.awarded_at,
                            'explanation', (select e.text from award_explanation e where e.award_id = a.id),
                            'lostBy', a.lost_by, 'lostReason', a.lost_reason, 'lostAt', a.lost_at)
                            order by a.id), '[]'::json)
                        from award a join organisation o on o.id = a.agency_id
                       where a.request_id = l.request_id and a.lot_no = l.lot_no),
                    'objections', (select coalesce(json_agg(json_build_object('id', j.id, 'objectionNo', j.objection_no,
                            'text', j.text, 'at', j.at, 'decision', j.decision, 'reason', j.reason,
                            'decidedAt', j.decided_at) order by j.objection_no), '[]'::json)
                        from objection j where j.request_id = l.request_id and j.lot_no = l.lot_no),
                    'failure', (select f.reason from lot_failure f
                        where f.request_id = l.request_id and f.lot_no = l.lot_no),
                    'decideBy', (select t.due_at from timer t
                        where t.request_id = l.request_id and t.lot_no = l.lot_no and t.kind = 'choice'))
                    order by l.lot_no), '[]'::json)
                  from request_lot l
                  join lot_pool p on p.request_id = l.request_id and p.lot_no = l.lot_no
                 where l.request_id = r.id))::text
              from service_request r where r.number = {0}
            """;

    private static final String PROOF =
            """
            select json_build_object('number', r.number, 'title', r.title,
                'lots', (select coalesce(json_agg(json_build_object('lotNo', s.lot_no,
                        'method', s.working -> 'method', 'bids', s.working -> 'bids',
                        'serverSeed', s.proof -> 'serverSeed', 'commitment', s.proof -> 'commitment',
                        'pool', s.proof -> 'pool', 'poolHash', s.proof -> 'poolHash', 'nonces', s.proof -> 'nonces',
                        'beacon', s.proof -> 'beacon', 'beaconSource', s.proof -> 'beaconSource',
                        'seed', s.working -> 'seed', 'expected', s.working -> 'expected')
                        order by s.lot_no), '[]'::json)
                    from selection s where s.request_id = r.id))::text
              from service_request r where r.number = {0}
            """;

    private static final String STEP =
            """
            select r.status, (select a.status from award a where a.request_id = r.id and a.lot_no = {1}
                               order by a.id desc limit 1)
              from service_request r where r.id = {0}
            """;

    private AwardReading() {}

    static Mono<byte[]> notice(DSLContext db, String number) {
        return read(db, NOTICE, number);
    }

    static Mono<byte[]> proof(DSLContext db, String number) {
        return read(db, PROOF, number);
    }

    private static Mono<byte[]> read(DSLContext db, String sql, String number) {
        return Mono.from(db.resultQuery(sql, val(number.replace("\0", ""))))
                .map(row -> row.get(0, String.class).getBytes(StandardCharsets.UTF_8))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("采购公告", number))));
    }

    /** Where a lot stands now. */
    static Mono<Step> step(DSLContext tx, RequestRow request, int lotNo) {
        return Mono.from(tx.resultQuery(STEP, request.key(), val(lotNo)))
                .map(row ->
                        new Step(
                                request.number(),
                                lotNo,
                                row.get(0, String.class),
                                row.get(1, String.class)));
    }
}
