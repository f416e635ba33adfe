package org.mingjia.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters do not fit the rule. An expected refusal, so it records no stack. */
public final class ParameterRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String parameter;
    private final String rule;
    private final String detailZh;
    private final @Nullable String bound;
    private final transient List<String> allowed;

    ParameterRefused(
            String parameter,
            String rule,
            String detailZh,
            @Nullable String bound,
            List<String> allowed) {
        super(parameter + " " + rule + ": " + detailZh, null, false, false);
        this.parameter = parameter;
        this.rule = rule;
        this.detailZh = detailZh;
        this.bound = bound;
        this.allowed = List.copyOf(allowed);
    }

    static ParameterRefused missing(String parameter, String detailZh, List<String> allowed) {
        return new ParameterRefused(parameter, "missing-parameter", detailZh, null, allowed);
    }

    static ParameterRefused unknown(String parameter, String detailZh, List<String> allowed) {
        return new ParameterRefused(parameter, "unknown-parameter", detailZh, null, allowed);
    }

    static ParameterRefused outOfRange(String parameter, String detailZh, String bound) {
        return new ParameterRefused(
                parameter, "parameter-out-of-range", detailZh, bound, List.of());
    }

    static ParameterRefused notAllowed(String parameter, String detailZh, List<String> allowed) {
        return new ParameterRefused(parameter, "parameter-out-of-range", detailZh, null, allowed);
    }

    static ParameterRefused malformed(String parameter, String detailZh) {
        return new ParameterRefused(parameter, "malformed-number", detailZh, null, List.of());
    }

    /** A path into the parameters: {@code base}, {@code selector}, {@code factors.industry}. */
    public String parameter() {
        return parameter;
    }

    /** missing-parameter, unknown-parameter, parameter-out-of-range or malformed-number. */
    public String rule() {
        return rule;
    }

    /** A Chinese sentence for people. */
    public String detailZh() {
        return detailZh;
    }

    /** The limit that was passed, in the parameter's own unit: {@code > 0}, {@code [0.8, 1.2]}. */
    public @Nullable String bound() {
        return bound;
    }

    /** What would have been accepted, where that is a list. */
    public List<String> allowed() {
        return allowed;
    }
}
