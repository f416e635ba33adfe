package org.mingjia.signin;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the answers about accounts look like. */
final class SignInViews {

    private SignInViews() {}

    /** Who is signed in, in which capacity, and how one may sign in. */
    record SessionView(
            @Nullable AccountView account,
            @Nullable CapacityView capacity,
            List<CapacityView> capacities,
            @Nullable String csrfToken,
            SignInView signIn,
            @Nullable OffsetDateTime expiresAt) {}

    /** An account. */
    record AccountView(UUID id, String username, String displayName) {}

    /** 任职. */
    record CapacityView(
            UUID id,
            @Schema(allowableValues = {"enterprise", "agency", "operator", "regulator"})
                    String role,
            boolean manager,
            @Nullable OrganisationView organisation,
            @Nullable NamedView department,
            @Nullable NamedView region) {}

    /** For whom somebody acts. */
    record OrganisationView(
            UUID id,
            String name,
            @Nullable String uscc,
            @Schema(allowableValues = {"legal_person", "natural_person"}) String kind) {}

    /** A department or a region. */
    record NamedView(String code, String name) {}

    /** The ways to sign in. */
    record SignInView(boolean password, List<IssuerView> oidc) {}

    /** An issuer whose identities may sign in. */
    record IssuerView(String id, String name) {}
}
