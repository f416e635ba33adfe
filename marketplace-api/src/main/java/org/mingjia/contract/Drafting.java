package org.mingjia.contract;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.mingjia.catalog.Money;
import org.mingjia.contract.ContractText.Clause;
import org.mingjia.contract.ContractText.Node;
import org.mingjia.contract.ContractText.PriceLine;
import org.mingjia.contract.ContractText.Side;
import org.mingjia.platform.Events;
import org.mingjia.timers.TimedWork;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * 起草 What follows an award at once: its contract, with the clauses of the item's category. The
 * award sets the timer; nobody has to ask.
 */
@Component
final class Drafting implements TimedWork {

    private static final String ACTOR = "timer";

    /** Only an award that stands and has no contract is found. */
    private static final String AWARDED =
            """
            select a.id, 'HT' || substr(r.number, 3) || '-' || l.lot_no
                       || coalesce((select '-' || count(*) + 1 from contract c
                                     where c.request_id = a.request_id and c.lot_no = a.lot_no having count(*) > 0), ''), r.number, r.title, r.project_name, r.project_code,
                   r.region_code, g.name, r.act_code, act.name, l.item_code, i.name, i.deliverable,
                   o.uscc, o.name, w.uscc, w.name, l.payer, a.amount_fen, b.price_entry_id, b.price_fen, b.published_on,
                   l.parameters::text, b.bound_fen, wanted.by is null,
                   coalesce(wanted.by, market_today() + (wanted.days * 7 + 4) / 5),
                   (select coalesce(json_agg(c order by t.category, n), '[]')::text
                      from (select distinct on (t.category) t.category, t.clauses from contract_template t
                             where t.category in ('', i.category) order by t.category, t.version desc) t
                     cross join jsonb_array_elements(t.clauses) with ordinality as e (c, n)),
                   b.id, a.agency_id, r.owner_id, l.pricing_mode, terms.sign_days, terms.file_days, terms.accept_days,
                   terms.evaluate_days, terms.reply_days
              from award a
              join service_request r on r.id = a.request_id
              join request_lot l on l.request_id = a.request_id and l.lot_no = a.lot_no
              join opened_bid b on b.id = a.bid_id
              join service_item i on i.code = l.item_code and i.valid @> l.published_on
              join administrative_act act on act.code = r.act_code and act.valid @> l.published_on
              join region g on g.code = r.region_code and g.valid @> l.published_on
              join organisation o on o.id = r.owner_id
              join organisation w on w.id = a.agency_id
             cross join lateral (select t.* from contract_terms t
                                  where region_distance(t.region_code, r.region_code) is not null
                                  order by region_distance(t.region_code, r.region_code) limit 1) terms
             cross join lateral (
                    select days, (end_of_working_days(market_today(), days) at time zone 'Asia/Shanghai')::date - 1 as by
                      from (select least(coalesce((b.body ->> 'serviceDays')::int, (r.body ->> 'serviceDays')::int, 30),
                                         1000) as days) d) wanted
             where a.request_id = {0} and a.lot_no = {1} and a.status = 'awarded'
               and not exists (select from contract c where c.award_id = a.id)
               for update of a
            """;

    private static final String CONTRACT =
            """
            insert into contract (number, award_id, request_id, lot_no, bid_id, agency_id, owner_id, region_code, act_code,
                                  item_code, item_name, payer, pricing_mode, award_fen, amount_fen, bound_fen, sign_days,
                                  file_days, accept_days, evaluate_days, reply_days, deliver_by, awarded_on)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13}, {13}, {14}, {15}, {16}, {17},
                    {18}, {19}, {20}, market_today())
            returning id
            """;

    Drafting() {}

    @Override
    public String kind() {
        return "contract";
    }

    @Override
    public Mono<Void> run(DSLContext tx, UUID requestId, int lotNo) {
        return Mono.from(tx.resultQuery(AWARDED, val(requestId), val(lotNo)))
                .flatMap(row -> draft(tx, requestId, lotNo, row));
    }

    private static Mono<Void> draft(DSLContext tx, UUID requestId, int lotNo, Record row) {
        ContractText text = text(row, lotNo);
        return Mono.from(
                        tx.resultQuery(
                                CONTRACT,
                                val(text.number()),
                                val(row.get(0, UUID.class)),
                                val(requestId),
                                val(lotNo),
                                val(row.get(27, UUID.class)),
                                val(row.get(28, UUID.class)),
                                val(row.get(29, UUID.class)),
                                val(text.regionCode()),
                                val(text.actCode()),
                                val(text.itemCode()),
                                val(text.itemName()),
                                val(text.payer()),
                                val(row.get(30, String.class)),
                                val(text.amountFen()),
                                val(text.boundFen()),
                                val(row.get(31, Integer.class)),
                                val(row.get(32, Integer.class)),
                                val(row.get(33, Integer.class)),
                                val(row.get(34, Integer.class)),
                                val(row.get(35, Integer.class)),
                                val(text.deliverBy())))
                .flatMap(made ->
                        Documents.add(tx, made.get(0, UUID.class), 1, null, text, ACTOR)
                                .then(
                                        Mono.defer(() ->
                                                Events.tell(
                                                        tx,
                                                        ACTOR,
                                                        "contract.drafted",
                                                        "contract",
                                                        text.number(),
                                                        Map.of("name", text.title())))));
    }

    private static ContractText text(Record row, int lotNo) {
        var json = JsonMapper.shared();
        long amount = row.get(18, Long.class);
        return new ContractText(
                row.get(1, String.class),
                row.get(2, String.class),
                lotNo,
                row.get(3, String.class),
                row.get(4, String.class),
                row.get(5, String.class),
                row.get(6, String.class),
                row.get(7, String.class),
                row.get(8, String.class),
                row.get(9, String.class),
                row.get(10, String.class),
                row.get(11, String.class),
                row.get(12, String.class),
                new Side(row.get(13, String.class), row.get(14, String.class)),
                new Side(row.get(15, String.class), row.get(16, String.class)),
                row.get(17, String.class),
                amount,
                new Money(amount).inWords(),
                new PriceLine(
                        row.get(19, UUID.class),
                        row.get(20, Long.class),
                        row.get(21, LocalDate.class)),
                json.readValue(
                        row.get(22, String.class), new TypeReference<Map<String, Object>>() {}),
                row.get(23, Long.class),
                row.get(25, LocalDate.class),
                row.get(24, Boolean.class),
                List.of(new Node("成果验收合格后付清", amount, false)),
                json.readValue(row.get(26, String.class), new TypeReference<List<Clause>>() {}),
                null);
    }
}
