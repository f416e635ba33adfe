package org.mingjia.platform;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, and in which capacity: every write names one. Local accounts, single sign-on
 * and machines all end in this one type.
 *
 * @param name the account's name, unique, as the event log keeps it
 * @param role in which capacity it acts now
 * @param accountId the account
 * @param organisationId for whom it acts; null for operators and regulators
 * @param departmentCode the regulator's department, else null
 * @param regionCode GB/T 2260 region within which a regulator sees and decides, else null
 * @param scopes what a machine's key was issued for; {@link #EVERY_SCOPE} for a person
 */
public record Actor(
        String name,
        Role role,
        UUID accountId,
        @Nullable UUID organisationId,
        @Nullable String departmentCode,
        @Nullable String regionCode,
        Set<String> scopes) {

    /** A person in a browser may do all that the role may. */
    public static final Set<String> EVERY_SCOPE = Set.of("*");

    public Actor {
        scopes = Set.copyOf(scopes);
    }

    /** The capacities in which somebody acts in the market. */
    public enum Role {
        /** 项目业主: asks for services; an enterprise or a natural person. */
        ENTERPRISE,
        /** 中介服务机构: publishes prices and bids. */
        AGENCY,
        /** 运行机构: keeps the register, admits agencies, runs the platform. */
        OPERATOR,
        /** 监管部门: audits and rates, within its department and region. */
        REGULATOR
    }

    /** Whether this credential was issued for that scope. */
    public boolean hasScope(String scope) {
        return scopes.contains("*") || scopes.contains(scope);
    }

    /** The organisation acted for; a defect where the access rule lets in a role without one. */
    public UUID organisation() {
        if (organisationId == null) {
            throw new IllegalStateException(role + " acts for no organisation");
        }
        return organisationId;
    }
}
