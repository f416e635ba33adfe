package org.mingjia;

import java.io.IOException;

/** The service in a process of its own, which a test may kill; it ends when the test's JVM does. */
final class ApiToKill {

    private ApiToKill() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        while (System.in.read() >= 0) {
                            // the parent lives
                        }
                    } catch (IOException gone) {
                        // the parent is gone
                    }
                    Runtime.getRuntime().halt(1);
                });
        MingjiaApplication.main(arguments);
    }
}
