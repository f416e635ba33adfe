package org.mingjia.inbox;

import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.Record;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Actor.Role;
import org.mingjia.platform.Transactor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who has got a message since the look before. One look of an instance serves all its readers, and
 * only those for whom there is something ask for it.
 */
@Component
class Arrivals {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int MOST = 20_000;

    private static final String RECIPIENTS =
            """
            select count(*)::integer, coalesce(max(id), {0}),
                   coalesce(array_agg(distinct coalesce(organisation_id::text, account_id::text, role)), '{}')
              from (select * from inbox_message where id > {0} order by id limit {1}) arrived
            """;

    private final Transactor transactor;
    private final Flux<Look> looks;

    Arrivals(Transactor transactor) {
        this.transactor = transactor;
        this.looks = Flux.defer(this::look).replay(1).refCount(1, Duration.ofSeconds(5));
    }

    /**
     * What one look found.
     *
     * @param after the last message that was there before
     * @param head the last message that is there now
     * @param recipients organisations, accounts and roles that got one in between
     */
    record Look(long after, long head, Set<String> recipients) {

        /** Whether somebody who has read up to a place may have something to read. */
        boolean concerns(Actor actor, long at) {
            return head > at
                    && (after > at
                            || recipients.contains(actor.accountId().toString())
                            || recipients.contains(String.valueOf(actor.organisationId()))
                            || (actor.role() == Role.OPERATOR && recipients.contains("operator")));
        }
    }

    /** Looks at which something was found, after the latest one. */
    Flux<Look> looks() {
        return looks;
    }

    private Flux<Look> look() {
        return transactor
                .one(Inbox::head)
                .flatMapMany(head -> {
                    var at = new AtomicLong(head);
                    return Flux.interval(EVERY)
                            .onBackpressureDrop()
                            .concatMap(_ -> next(at.get()).onErrorComplete(), 1)
                            .doOnNext(found -> at.set(found.head()))
                            .startWith(new Look(head, head, Set.of()));
                })
                .retryWhen(
                        reactor.util.retry.Retry.backoff(Long.MAX_VALUE, EVERY)
                                .maxBackoff(Duration.ofSeconds(5)));
    }

    private Mono<Look> next(long after) {
        return transactor
                .one(db -> Mono.from(db.resultQuery(RECIPIENTS, val(after), val(MOST))))
                .filter(row -> row.get(0, int.class) > 0)
                .map(row -> found(after, row));
    }

    private static Look found(long after, Record row) {
        var recipients = new HashSet<String>();
        java.util.Collections.addAll(recipients, row.get(2, String[].class));
        return new Look(after, row.get(1, long.class), Set.copyOf(recipients));
    }
}
