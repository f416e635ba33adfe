package org.mingjia.ops.stack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root, yet containers and build machines often are root: a user
 * namespace without any mapping takes the privileges away and leaves the files ours.
 */
final class UnprivilegedUser {
    private static final List<String> PREFIX = prefix();

    private UnprivilegedUser() {}

    static List<String> running(List<String> command) {
        var whole = new ArrayList<>(PREFIX);
        whole.addAll(command);
        return whole;
    }

    private static List<String> prefix() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        try {
            var trial =
                    new ProcessBuilder("unshare", "--user", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (trial.waitFor() == 0) {
                return List.of("unshare", "--user");
            }
        } catch (IOException _) {
            // no such program: the message below says what to do
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new StackFailure(
                "PostgreSQL does not run as root and 'unshare --user' is not permitted here; run this as an ordinary user");
    }
}
