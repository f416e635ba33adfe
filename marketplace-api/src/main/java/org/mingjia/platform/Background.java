package org.mingjia.platform;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What runs by itself from the start of the service to its end. */
public abstract class Background implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private volatile Disposable running = Disposables.disposed();

    /** Begins to run, and tells how to end it. */
    protected abstract Disposable begin();

    /**
     * Follows something without an end: a step, a pause, the next step. After a failure it begins
     * anew, later and later.
     *
     * @param prepared what has to be done before the first step, and again after a failure
     * @param waits what is said of a failure, before its cause
     */
    protected static Disposable follow(
            Mono<?> prepared, Mono<?> step, Duration pause, String waits) {
        return prepared.thenMany(
                        step.repeatWhen(steps -> steps.concatMap(_ -> Mono.delay(pause), 1)))
                .retryWhen(
                        Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                                .maxBackoff(Duration.ofSeconds(2))
                                .transientErrors(true)
                                .doBeforeRetry(again ->
                                        LOG.warn("{}: {}", waits, again.failure().toString())))
                .subscribe();
    }

    /**
     * Makes a round at every tick; one that is still under way is not overtaken, and one that fails
     * is told and forgotten.
     *
     * @param what the rounds are called when one fails
     * @param made takes what a round found
     */
    protected static <T> Disposable rounds(
            Duration every, Mono<T> round, String what, Consumer<? super T> made) {
        return Flux.interval(Duration.ZERO, every)
                .onBackpressureDrop()
                .concatMap(
                        _ ->
                                round.onErrorResume(failure -> {
                                    LOG.warn("{}: {}", what, failure.toString());
                                    return Mono.empty();
                                }),
                        1)
                .subscribe(made);
    }

    @Override
    public final void start() {
        running = begin();
    }

    @Override
    public final void stop() {
        running.dispose();
    }

    @Override
    public final boolean isRunning() {
        return !running.isDisposed();
    }
}
