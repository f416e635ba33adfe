package org.mingjia.contract;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.offers.PublishedPrice;
import org.mingjia.offers.Shelves;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.quotes.QuoteRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The price that the agency has published for a contract's item and place today: what may be
 * charged under a contract that is signed today. Read before the transaction, which proves by a key
 * that it was in force on the day.
 */
@Component
class PriceOnTheDay {

    private static final String LOT =
            """
            select c.item_code, market_today(), o.uscc, c.region_code, l.parameters::text
              from contract c
              join organisation o on o.id = c.agency_id
              join request_lot l on l.request_id = c.request_id and l.lot_no = c.lot_no
             where c.number = {0} and c.status = 'drafting' and {1}
            """;

    private final Transactor transactor;
    private final Shelves shelves;

    PriceOnTheDay(Transactor transactor, Shelves shelves) {
        this.transactor = transactor;
        this.shelves = shelves;
    }

    /**
     * The price, or why there is none.
     *
     * @param entryId the published version; null without one
     * @param fen null where none follows
     */
    record DayPrice(@Nullable UUID entryId, @Nullable Long fen, String reason) {

        static final DayPrice NONE = new DayPrice(null, null, "受托方今天没有公布本事项在该区域的有效价格");
    }

    Mono<DayPrice> of(Actor actor, String number) {
        return transactor
                .one((DSLContext db) ->
                        Mono.from(
                                db.resultQuery(
                                        LOT,
                                        val(number.replace("\0", "")),
                                        ContractAccess.readable(actor))))
                .flatMap(this::price)
                .defaultIfEmpty(DayPrice.NONE);
    }

    private Mono<DayPrice> price(Record lot) {
        String region = lot.get(3, String.class);
        var parameters =
                JsonMapper.shared()
                        .readValue(lot.get(4, String.class), QuoteRequest.class)
                        .parameters(null);
        return shelves.read(
                        lot.get(0, String.class),
                        lot.get(1, LocalDate.class),
                        lot.get(2, String.class))
                .mapNotNull(stock -> PublishedPrice.of(stock, region, parameters))
                .filter(PublishedPrice::onTheMarket)
                .map(price -> {
                    Long fen = price.fen();
                    return new DayPrice(
                            UUID.fromString(price.entryId()),
                            fen == null || fen < 1 ? null : fen,
                            "按项目参数算不出受托方今天公布的价格：" + price.reason());
                });
    }
}
