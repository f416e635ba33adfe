package org.mingjia.pricing;

import static org.jooq.impl.DSL.val;

import java.time.Duration;
import org.jooq.DSLContext;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Sweep;
import org.mingjia.platform.Transactor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Forgets the files of price lists that were refused, some months after they were sent: nobody can
 * read them or run them again from then on. The attempt and what was wrong with it stay, and so
 * does every file of a list that was published. The bytes lie by content, where others may have
 * handed in the same, and are not looked at.
 */
@Component
final class RefusedFilesSweep extends Sweep {

    static final int BATCH = 500;

    private static final String FORGET =
            """
            with mine as materialized (
                select pg_try_advisory_xact_lock(hashtextextended('sweep of price_import_file', 0)) as so
            ), old as (
                select f.import_id, f.position
                  from mine, price_import i join price_import_file f on f.import_id = i.id
                 where mine.so and i.outcome = 'refused' and i.at < now() - make_interval(secs => {0})
                 order by i.at limit {1}
            )
            delete from price_import_file f using old
             where f.import_id = old.import_id and f.position = old.position
            """;

    private final long keptSeconds;

    RefusedFilesSweep(Transactor transactor, MingjiaSettings settings) {
        super(transactor, Duration.ofHours(1), BATCH);
        this.keptSeconds = settings.files().refusedFor().toSeconds();
    }

    @Override
    protected Mono<Integer> take(DSLContext tx, int batch) {
        return Mono.from(tx.query(FORGET, val(keptSeconds), val(batch)));
    }
}
