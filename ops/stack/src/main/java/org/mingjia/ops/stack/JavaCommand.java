package org.mingjia.ops.stack;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Command lines of the child JVMs; a child's class path holds this module alone, whatever the
 * parent's holds.
 */
final class JavaCommand {
    private JavaCommand() {}

    static List<String> small(Class<?> main, List<String> arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                java(),
                                "-Xmx32m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-UsePerfData",
                                "-cp",
                                ownClassPath()));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String ownClassPath() {
        try {
            var source = JavaCommand.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
