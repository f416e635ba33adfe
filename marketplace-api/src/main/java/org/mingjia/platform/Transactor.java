package org.mingjia.platform;

import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Joins jOOQ, which builds SQL, to Spring, which owns connections and transactions.
 *
 * <p>It is the only wiring that neither leaks a connection when clients cancel nor reports success
 * before the commit; see {@code ops/decisions}.
 */
@Component
public final class Transactor {

    private static final Settings SETTINGS =
            new Settings().withExecuteLogging(false).withRenderFormatted(false);

    private final DatabaseClient client;
    private final TransactionalOperator transactions;

    Transactor(DatabaseClient client, TransactionalOperator transactions) {
        this.client = client;
        this.transactions = transactions;
    }

    /**
     * Runs work on one connection in one transaction. The value is released after the commit; an
     * error or a cancel rolls back.
     */
    public <T> Mono<T> inTransaction(Function<DSLContext, Mono<T>> work) {
        return transactions.transactional(one(work));
    }

    /** Runs one statement, which is a transaction of its own. */
    public <T> Mono<T> one(Function<DSLContext, ? extends Publisher<T>> work) {
        return client.inConnection(connection -> Mono.from(work.apply(on(connection))));
    }

    /** Runs one reading statement and streams its rows; the connection is held until the end. */
    public <T> Flux<T> many(Function<DSLContext, ? extends Publisher<T>> work) {
        return client.inConnectionMany(connection -> Flux.from(work.apply(on(connection))));
    }

    private static DSLContext on(io.r2dbc.spi.Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES, SETTINGS);
    }
}
