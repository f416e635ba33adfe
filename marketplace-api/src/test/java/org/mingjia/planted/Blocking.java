package org.mingjia.planted;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jooq.DSLContext;
import org.jooq.UpdatableRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One way of blocking in each nested class. */
public interface Blocking {

    final class WaitsForAMono {
        @Nullable String value(Mono<String> later) {
            return later.block();
        }
    }

    final class WaitsForAFlux {
        @Nullable String value(Flux<String> later) {
            return later.blockLast();
        }
    }

    final class WaitsForAFuture {
        String value(CompletableFuture<String> later) {
            return later.join();
        }
    }

    final class Sleeps {
        void rest() throws InterruptedException {
            Thread.sleep(1);
        }
    }

    final class FetchesOverJdbc {
        List<?> rows(DSLContext db) {
            return db.selectOne().fetch();
        }
    }

    final class ExecutesOverJdbc {
        int rows(DSLContext db) {
            return db.query("select 1").execute();
        }
    }

    final class StoresARecord {
        int rows(UpdatableRecord<?> row) {
            return row.store();
        }
    }
}
