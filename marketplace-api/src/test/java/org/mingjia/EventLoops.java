package org.mingjia;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import reactor.blockhound.BlockHound;

/**
 * What made an event loop wait while someone listened. The agent goes in before the first test:
 * {@link Thread} can no longer be instrumented once its native methods are linked.
 */
public final class EventLoops implements LauncherSessionListener {

    private static final int CALLERS_SHOWN = 25;
    private static final Set<String> BLOCKED = ConcurrentHashMap.newKeySet();
    private static volatile boolean listening;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        BlockHound.install(builder ->
                builder
                        // /dev/urandom never waits
                        .allowBlockingCallsInside(
                                "sun.security.provider.NativePRNG$RandomIO", "implNextBytes")
                        .blockingMethodCallback(method -> {
                            if (listening) {
                                BLOCKED.add(
                                        method
                                                + " on "
                                                + Thread.currentThread().getName()
                                                + callers());
                            }
                        }));
    }

    /** The blocking calls made by event loops while {@code work} ran, each with its callers. */
    static Set<String> blockedDuring(Runnable work) {
        BLOCKED.clear();
        listening = true;
        try {
            work.run();
        } finally {
            listening = false;
        }
        return Set.copyOf(BLOCKED);
    }

    private static String callers() {
        return StackWalker.getInstance()
                .walk(frames ->
                        frames.map(StackWalker.StackFrame::toStackTraceElement)
                                .filter(frame ->
                                        !frame.getClassName().startsWith("reactor.blockhound"))
                                .skip(2)
                                .limit(CALLERS_SHOWN)
                                .map(frame -> "\n    at " + frame)
                                .reduce("", String::concat));
    }
}
