package org.mingjia.platform;

import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** What runs by itself from the start of the service to its end. */
public abstract class Background implements SmartLifecycle {

    private volatile Disposable running = Disposables.disposed();

    /** Begins to run, and tells how to end it. */
    protected abstract Disposable begin();

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
