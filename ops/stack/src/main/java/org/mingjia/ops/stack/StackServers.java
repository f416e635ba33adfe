package org.mingjia.ops.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The servers of a stack, of which one may be left out: started and stopped side by side. */
final class StackServers {
    private final @Nullable PostgresServer postgres;
    private final @Nullable ElasticsearchServer elasticsearch;
    private volatile CompletableFuture<Void> elasticsearchStart =
            CompletableFuture.completedFuture(null);

    StackServers(@Nullable PostgresServer postgres, @Nullable ElasticsearchServer elasticsearch) {
        this.postgres = postgres;
        this.elasticsearch = elasticsearch;
    }

    /**
     * Starts both.
     *
     * @param both whether to wait for Elasticsearch as well
     * @throws StackFailure when one does not start
     */
    void start(boolean both) {
        if (elasticsearch != null) {
            elasticsearchStart =
                    CompletableFuture.runAsync(elasticsearch::start, StackServers::inOwnThread);
        }
        if (postgres != null) {
            postgres.start();
        }
        if (both) {
            awaitElasticsearch();
        }
    }

    /**
     * Returns when Elasticsearch answers.
     *
     * @throws StackFailure when it does not start
     */
    void awaitElasticsearch() {
        try {
            elasticsearchStart.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StackFailure failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Stops both, also one that is still starting. */
    void stop() throws InterruptedException {
        if (elasticsearch != null && !elasticsearchStart.isDone()) {
            elasticsearch.giveUp();
        }
        List<Thread> stops = new ArrayList<>();
        if (postgres != null) {
            stops.add(Thread.ofPlatform().start(postgres::stop));
        }
        if (elasticsearch != null) {
            stops.add(Thread.ofPlatform().start(elasticsearch::stop));
        }
        for (Thread stop : stops) {
            stop.join();
        }
    }

    PostgresServer postgres() {
        if (postgres == null) {
            throw new IllegalStateException("the stack was started without PostgreSQL");
        }
        return postgres;
    }

    ElasticsearchServer elasticsearch() {
        if (elasticsearch == null) {
            throw new IllegalStateException("the stack was started without Elasticsearch");
        }
        return elasticsearch;
    }

    private static void inOwnThread(Runnable work) {
        Thread.ofPlatform().daemon().start(work);
    }
}
