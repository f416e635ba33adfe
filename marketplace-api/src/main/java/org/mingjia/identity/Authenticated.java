package org.mingjia.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller as the security chain carries it. */
final class Authenticated extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final boolean forgeable;

    /**
     * One that proved who it is.
     *
     * @param forgeable a foreign page may have made the browser ask: good for what anyone may do
     */
    Authenticated(Caller caller, boolean forgeable) {
        super(List.of());
        this.caller = caller;
        this.forgeable = forgeable;
        setAuthenticated(true);
    }

    Caller caller() {
        return caller;
    }

    boolean forgeable() {
        return forgeable;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.username();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
