package org.mingjia.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;

/**
 * Who is asking, by whatever means: the account, the capacity in which it acts now, and the session
 * if a browser asks. Handlers outside the identity slices take the {@link Actor} alone.
 *
 * @param accountId the account
 * @param username its name
 * @param credentialsVersion of the account when it was looked up
 * @param capacityId in which capacity it acts; null when it has none
 * @param manager whether it may grant and end capacities of its organisation
 * @param actor the same as other slices see it; null without a capacity
 * @param session the session's secret when a browser asks, else null
 * @param keyId the key that was shown, else null
 */
public record Caller(
        UUID accountId,
        String username,
        int credentialsVersion,
        @Nullable UUID capacityId,
        boolean manager,
        @Nullable Actor actor,
        @Nullable String session,
        @Nullable UUID keyId) {

    /** The same, asked by a browser. */
    Caller inSession(String secret) {
        return new Caller(
                accountId, username, credentialsVersion, capacityId, manager, actor, secret, keyId);
    }

    @Override
    public String toString() {
        return "Caller[" + username + "]";
    }
}
