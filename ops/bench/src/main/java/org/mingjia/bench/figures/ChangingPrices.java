package org.mingjia.bench.figures;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A load under which agencies go on announcing prices, for their whole prefecture, one by one. */
record ChangingPrices(Arm.Load load, Sitting sitting, List<String> codes, int perSecond)
        implements Arm.Load {

    private static final String PUBLISH =
            """
            insert into price_entry (agency_id, item_code, region_code, form, amount_fen, valid, published_by)
            select i.agency_id, i.item_code, '433100', 'fixed', 100000 + i.n % 900000, daterange(market_today() + 7, null), 'ops/bench'
              from (select a.agency_id, a.item_code, ?::bigint as n from agency_item a
                     where a.item_code = ?
                       and not exists (select from price_entry p where p.agency_id = a.agency_id
                                          and p.item_code = a.item_code and p.region_code = '433100')
                     limit 1) i
            """;

    @Override
    public Arm.Rate run(int seconds) {
        var over = new AtomicBoolean();
        var publisher = Thread.ofVirtual().start(() -> publish(over));
        try {
            return load.run(seconds);
        } finally {
            over.set(true);
            join(publisher);
        }
    }

    private void publish(AtomicBoolean over) {
        var random = new Random();
        try (var connection = sitting.connect();
                var insert = connection.prepareStatement(PUBLISH)) {
            while (!over.get()) {
                insert.setLong(1, random.nextInt(1_000_000));
                insert.setString(2, codes.get(random.nextInt(codes.size())));
                insert.executeUpdate();
                LockSupport.parkNanos(1_000_000_000L / perSecond);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread publisher) {
        try {
            publisher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
