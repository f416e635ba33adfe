package org.mingjia.ops.stack;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another program's main class, and ends it when standard input ends: it cannot outlive the
 * launcher, however that dies.
 */
final class Leash {
    private Leash() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform()
                .daemon()
                .name("leash")
                .start(() -> {
                    LifeLine.awaitTheEnd();
                    System.exit(0);
                });
        var main = Class.forName(arguments[0]).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            // the program's other threads must not keep a half-started one alive
            e.printStackTrace();
            System.exit(1);
        }
    }
}
