package org.mingjia.signin;

import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.ACCOUNT;
import static org.mingjia.db.Tables.CAPACITY;
import static org.mingjia.db.Tables.PASSWORD_RESET;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.identity.Secrets;
import org.mingjia.platform.Events;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfIdentity.CodeRefused;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/**
 * Changes of accounts, in the transaction of the caller. Whatever changes what an account may do
 * or proves it by counts its {@code credentials_version} up, and so ends its sessions and tokens.
 */
final class Accounts {

    private static final String USE_CODE =
            """
            update password_reset r set used_at = now()
              from account a
             where r.token_hash = {0} and r.used_at is null and r.expires_at > now()
               and a.id = r.account_id and a.disabled_at is null
            returning a.id, a.username
            """;

    private static final String ISSUE_CODE =
            """
            insert into password_reset (token_hash, account_id, issued_by, expires_at)
            values ({0}, {1}, {2}, now() + {3} * interval '1 second') returning expires_at
            """;

    private Accounts() {}

    /**
     * What is granted.
     *
     * @param role enterprise, agency, operator or regulator
     * @param organisation for whom, or null
     * @param manager of that organisation
     * @param department of a regulator, or null
     * @param region of a regulator, or null
     */
    record Grant(
            String role,
            @Nullable UUID organisation,
            boolean manager,
            @Nullable String department,
            @Nullable String region) {}

    static Mono<UUID> id(DSLContext tx, String username) {
        return Mono.from(
                        tx.select(ACCOUNT.ID).from(ACCOUNT).where(ACCOUNT.USERNAME.eq(username)))
                .map(row -> row.value1())
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("账户", username))));
    }

    /** Grants a capacity; an account that held sessions loses them. */
    static Mono<UUID> grant(DSLContext tx, String by, UUID account, String username, Grant grant) {
        return Mono.from(
                        tx.insertInto(CAPACITY)
                                .set(CAPACITY.ACCOUNT_ID, account)
                                .set(CAPACITY.ROLE, grant.role())
                                .set(CAPACITY.ORGANISATION_ID, grant.organisation())
                                .set(CAPACITY.MANAGER, grant.manager())
                                .set(CAPACITY.DEPARTMENT_CODE, grant.department())
                                .set(CAPACITY.REGION_CODE, grant.region())
                                .set(CAPACITY.GRANTED_BY, by)
                                .returningResult(CAPACITY.ID))
                .map(row -> row.value1())
                .flatMap(capacity ->
                        changed(tx, account)
                                .then(tell(tx, by, "account.granted", username))
                                .thenReturn(capacity));
    }

    /**
     * Ends a capacity.
     *
     * @param which of the capacities of that identifier may be ended by who asks
     */
    static Mono<Void> end(DSLContext tx, String by, UUID capacity, Condition which) {
        return Mono.from(
                        tx.update(CAPACITY)
                                .set(CAPACITY.ENDED_AT, currentOffsetDateTime())
                                .from(ACCOUNT)
                                .where(CAPACITY.ID.eq(capacity))
                                .and(CAPACITY.ENDED_AT.isNull())
                                .and(ACCOUNT.ID.eq(CAPACITY.ACCOUNT_ID))
                                .and(which)
                                .returningResult(ACCOUNT.ID, ACCOUNT.USERNAME))
                .switchIfEmpty(
                        Mono.error(() -> new Refused(new NotFound("任职", capacity.toString()))))
                .flatMap(row ->
                        changed(tx, row.value1())
                                .then(tell(tx, by, "account.capacity-ended", row.value2())));
    }

    /** Ends all sessions and tokens of an account. */
    static Mono<Void> changed(DSLContext tx, UUID account) {
        return Mono.from(
                        tx.update(ACCOUNT)
                                .set(
                                        ACCOUNT.CREDENTIALS_VERSION,
                                        ACCOUNT.CREDENTIALS_VERSION.plus(1))
                                .where(ACCOUNT.ID.eq(account)))
                .then();
    }

    static Mono<Void> password(DSLContext tx, UUID account, String hash) {
        return Mono.from(
                        tx.update(ACCOUNT)
                                .set(ACCOUNT.PASSWORD_HASH, hash)
                                .set(ACCOUNT.FAILED_ATTEMPTS, 0)
                                .setNull(ACCOUNT.LOCKED_UNTIL)
                                .set(
                                        ACCOUNT.CREDENTIALS_VERSION,
                                        ACCOUNT.CREDENTIALS_VERSION.plus(1))
                                .where(ACCOUNT.ID.eq(account)))
                .then();
    }

    /** Lets an account try again at once. */
    static Mono<Void> unlock(DSLContext tx, String by, String username) {
        return id(tx, username)
                .flatMap(account ->
                        Mono.from(
                                        tx.update(ACCOUNT)
                                                .set(ACCOUNT.FAILED_ATTEMPTS, 0)
                                                .setNull(ACCOUNT.LOCKED_UNTIL)
                                                .where(ACCOUNT.ID.eq(account)))
                                .then(tell(tx, by, "account.unlocked", username)));
    }

    /** Uses a reset code, once. */
    static Mono<Void> reset(DSLContext tx, String code, String hash) {
        return Mono.from(tx.resultQuery(USE_CODE, val(Secrets.hash(code))))
                .switchIfEmpty(Mono.error(() -> new Refused(new CodeRefused())))
                .flatMap(row -> {
                    String username = row.get(1, String.class);
                    return password(tx, row.get(0, UUID.class), hash)
                            .then(tell(tx, username, "account.password-reset", username));
                });
    }

    /** Issues a code for an account, in place of those before; until when it is good. */
    static Mono<OffsetDateTime> issueCode(
            DSLContext tx, String by, String username, String code, Duration goodFor) {
        return id(tx, username)
                .flatMap(account ->
                        forgetCodes(tx, account)
                                .then(tell(tx, by, "account.reset-issued", username))
                                .then(
                                        Mono.from(
                                                tx.resultQuery(
                                                        ISSUE_CODE,
                                                        val(Secrets.hash(code)),
                                                        val(account),
                                                        val(by),
                                                        val(goodFor.toSeconds())))))
                .map(row -> row.get(0, OffsetDateTime.class));
    }

    /** Takes codes that were issued before out of use. */
    static Mono<Void> forgetCodes(DSLContext tx, UUID account) {
        return Mono.from(
                        tx.update(PASSWORD_RESET)
                                .set(PASSWORD_RESET.USED_AT, currentOffsetDateTime())
                                .where(PASSWORD_RESET.ACCOUNT_ID.eq(account))
                                .and(PASSWORD_RESET.USED_AT.isNull()))
                .then();
    }

    static Mono<Void> tell(DSLContext tx, String by, String kind, String username) {
        return Events.tell(tx, by, kind, "account", username, Map.of());
    }
}
