package org.mingjia.platform;

/** Carries a {@link Refusal} out of a pipeline. Has no stack trace: a refusal is not a defect. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** Wraps a refusal. */
    public Refused(Refusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    /** What was refused, and why. */
    public Refusal refusal() {
        return refusal;
    }
}
