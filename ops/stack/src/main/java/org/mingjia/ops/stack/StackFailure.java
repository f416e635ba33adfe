package org.mingjia.ops.stack;

/** The stack cannot run; the message says what a person can do about it. */
public class StackFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    StackFailure(String message) {
        super(message);
    }

    StackFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Someone else listens on a port that we were told to use. */
    public static final class PortTaken extends StackFailure {
        private static final long serialVersionUID = 1;

        PortTaken(int port, String option) {
            super(
                    "port "
                            + port
                            + " on 127.0.0.1 is taken by another program; choose another with "
                            + option);
        }
    }
}
