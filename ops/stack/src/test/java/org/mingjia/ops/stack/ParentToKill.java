package org.mingjia.ops.stack;

import java.nio.file.Path;

/**
 * A program that starts a stack and waits to be killed; it prints the process ids that must not
 * outlive it.
 */
final class ParentToKill {
    private ParentToKill() {}

    public static void main(String[] arguments) throws InterruptedException {
        var stack =
                EmbeddedStack.start(
                        EmbeddedStack.options()
                                .dataDir(Path.of(arguments[0]))
                                .cacheDir(Path.of(arguments[1]))
                                .postgres(true));
        System.out.println("server " + stack.postgresPid());
        Thread.currentThread().join();
    }
}
