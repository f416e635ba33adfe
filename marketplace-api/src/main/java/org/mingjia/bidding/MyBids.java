package org.mingjia.bidding;

import static org.jooq.impl.DSL.val;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.sealing.Receipts;
import org.mingjia.sealing.Receipts.Receipt;
import org.mingjia.sealing.Sealing;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * An agency's own bids. No column says whose a sealed bid is, and none links two bids of one
 * agency; so the requests that it could have bid for are gone through page by page, and its
 * pseudonym within each is computed.
 */
@Component
class MyBids {

    private static final int REQUESTS = 200;

    private static final String CANDIDATES =
            """
            select r.id
              from service_request r
             where r.published_at is not null and ({1}::uuid is null or r.id < {1})
               and exists (select from request_lot l join agency_item i on i.item_code = l.item_code
                            where l.request_id = r.id and i.agency_id = {0})
             order by r.id desc limit {2}
            """;

    private static final String OWN =
            """
            select r.number, r.title, r.status, r.closes_at, s.lot_no::int, s.withdrawal, s.id, encode(s.bid_hash, 'hex'),
                   s.received_at, o.amount_fen, o.excluded, o.id is not null
              from unnest({0}::uuid[], {1}::text[]) as mine (request_id, pseudonym)
              join service_request r on r.id = mine.request_id
              join sealed_bid s on s.request_id = mine.request_id and s.pseudonym = decode(mine.pseudonym, 'hex')
              left join opened_bid o on o.id = s.id
             order by r.id desc, s.lot_no, s.turn
            """;

    private final Transactor transactor;
    private final Sealing sealing;
    private final Receipts receipts;

    MyBids(Transactor transactor, Sealing sealing, Receipts receipts) {
        this.transactor = transactor;
        this.sealing = sealing;
        this.receipts = receipts;
    }

    /**
     * A part of the list.
     *
     * @param nextCursor asks for the part after it; null at the end
     */
    record MyBidsPage(List<MyBid> items, @Nullable UUID nextCursor) {}

    /**
     * What an agency did about one lot.
     *
     * @param status of the request
     * @param state {@code sealed}, {@code withdrawn}, or once it is opened {@code opened}, {@code
     *     excluded}
     * @param amountFen null until it is opened
     * @param excluded why it does not take part in the selection
     * @param receipts all of them, in the order in which they were given
     */
    record MyBid(
            String number,
            int lot,
            String title,
            String status,
            OffsetDateTime closesAt,
            String state,
            @Nullable Long amountFen,
            List<String> excluded,
            List<Receipt> receipts) {}

    Mono<MyBidsPage> page(Actor actor, @Nullable UUID cursor) {
        UUID agency = actor.organisation();
        return transactor
                .many(db ->
                        db.resultQuery(
                                CANDIDATES,
                                val(agency),
                                val(cursor, SQLDataType.UUID),
                                val(REQUESTS)))
                .map(row -> row.get(0, UUID.class))
                .collectList()
                .flatMap(requests ->
                        own(agency, requests)
                                .map(items ->
                                        new MyBidsPage(
                                                items,
                                                requests.size() < REQUESTS
                                                        ? null
                                                        : requests.getLast())));
    }

    private Mono<List<MyBid>> own(UUID agency, List<UUID> requests) {
        String[] pseudonyms =
                requests.stream()
                        .map(request ->
                                HexFormat.of().formatHex(sealing.pseudonym(request, agency)))
                        .toArray(String[]::new);
        return transactor
                .many(db ->
                        db.resultQuery(
                                OWN,
                                val(requests.toArray(UUID[]::new), SQLDataType.UUID.array()),
                                val(pseudonyms)))
                .collectList()
                .map(this::byLot);
    }

    private List<MyBid> byLot(List<Record> rows) {
        var byLot = new LinkedHashMap<String, List<Record>>();
        for (Record row : rows) {
            byLot.computeIfAbsent(
                            row.get(0, String.class) + "/" + row.get(4, Integer.class),
                            _ -> new ArrayList<>())
                    .add(row);
        }
        return byLot.values().stream().map(this::bid).toList();
    }

    private MyBid bid(List<Record> turns) {
        Record last = turns.getLast();
        String[] excluded = last.get(10, String[].class);
        boolean withdrawn = last.get(5, Boolean.class);
        boolean opened = last.get(11, Boolean.class);
        boolean counts = excluded == null || excluded.length == 0;
        return new MyBid(
                last.get(0, String.class),
                last.get(4, Integer.class),
                last.get(1, String.class),
                last.get(2, String.class),
                last.get(3, OffsetDateTime.class),
                withdrawn ? "withdrawn" : !opened ? "sealed" : counts ? "opened" : "excluded",
                last.get(9, Long.class),
                excluded == null ? List.of() : List.of(excluded),
                turns.stream().map(this::receipt).toList());
    }

    private Receipt receipt(Record row) {
        return receipts.sign(
                row.get(0, String.class),
                row.get(4, Integer.class),
                row.get(5, Boolean.class),
                row.get(6, UUID.class),
                HexFormat.of().parseHex(row.get(7, String.class)),
                row.get(8, OffsetDateTime.class));
    }
}
