package org.mingjia.planted;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Random;
import org.jooq.DSLContext;
import org.jooq.InsertReturningStep;
import org.jspecify.annotations.Nullable;
import org.mingjia.ops.stack.EmbeddedStack;
import org.springframework.r2dbc.connection.TransactionAwareConnectionFactoryProxy;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One carelessness that the house rules forbid in each nested class. */
public interface Careless {

    final class OwnTransaction {
        org.reactivestreams.Publisher<Integer> run(DSLContext db) {
            return db.transactionPublisher(_ -> Mono.just(1));
        }
    }

    final class ProxiedConnections {
        ConnectionFactory wrapped(ConnectionFactory plain) {
            return new TransactionAwareConnectionFactoryProxy(plain);
        }
    }

    class ByAnnotation {
        @Transactional
        Mono<Integer> run() {
            return Mono.just(1);
        }
    }

    final class ReturningASubset {
        Object insert(InsertReturningStep<?> statement, org.jooq.Field<?> one) {
            return statement.returning(one);
        }
    }

    final class ByChance {
        int pick() {
            return new Random(1).nextInt();
        }
    }

    final class ByMathChance {
        double pick() {
            return Math.random();
        }
    }

    final class Prints {
        void say(String text) {
            System.out.println(text);
        }
    }

    final class KnowsTheStack {
        @Nullable EmbeddedStack stack;
    }

    final class HoldsAConnection {
        @Nullable Connection connection;
    }

    /** A name that says nothing of what it does. */
    final class PriceHelper {}

    /** A controller that asks for more than it can use; abstract, so that no scan finds it. */
    @RestController
    abstract class Crowded {
        protected Crowded(int a, int b, int c, int d, int e, int f, int g) {}
    }
}
