package org.mingjia.identity;

import static org.jooq.impl.DSL.val;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.identity.Callers.Claimed;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.OfIdentity.CredentialsRefused;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A name and a password. An unknown name, a wrong password, a locked and a disabled account get the
 * same answer after the same work: one look-up, one Argon2id, one statement.
 *
 * <p>A right password counts only while fewer wrong ones were counted than lock the account, so
 * that guessing at once gains nothing over guessing in turn. Attempts are counted by the network
 * address, too, and looked at again when a password's turn has come: who sends many at once gets at
 * most as many more as are computed side by side.
 */
@Component
public final class PasswordSignIn {

    private static final String FAILED =
            """
            update account set
                failed_attempts = case when locked_until is not null then 1 else failed_attempts + 1 end,
                locked_until = case when locked_until is null and failed_attempts + 1 >= {1}
                                    then now() + {2} * interval '1 second' end
             where username = {0} and (locked_until is null or locked_until <= now())
            """;

    private static final String SUCCEEDED =
            """
            with proved as (
                select id from account
                 where id = {0} and credentials_version = {1} and disabled_at is null
                   and (locked_until is null or locked_until <= now())
            ), cleared as (
                update account a set failed_attempts = 0, locked_until = null
                  from proved where a.id = proved.id and a.failed_attempts > 0
            )
            select count(*) from proved
            """;

    private final Callers callers;
    private final Passwords passwords;
    private final OperatorAccount operator;
    private final Attempts attempts;
    private final Transactor transactor;
    private final MingjiaSettings.SignIn settings;

    PasswordSignIn(
            Callers callers,
            Passwords passwords,
            OperatorAccount operator,
            Attempts attempts,
            Transactor transactor,
            MingjiaSettings settings) {
        this.callers = callers;
        this.passwords = passwords;
        this.operator = operator;
        this.attempts = attempts;
        this.transactor = transactor;
        this.settings = settings.signIn();
    }

    /**
     * Proves an account by its password.
     *
     * @param capacity in which to act, or null for the first that was granted
     * @throws Refused when the two do not belong together, or there were too many attempts
     */
    public Mono<Caller> prove(
            ServerWebExchange exchange, String name, String password, @Nullable UUID capacity) {
        String username = username(name);
        String[] keys = {"address " + address(exchange), "name " + username};
        return Mono.defer(() -> {
            attempts.check(keys);
            return operator.ready()
                    .then(callers.byName(username, capacity))
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .flatMap(claimed -> proved(claimed, password, () -> attempts.check(keys)))
                    .switchIfEmpty(Mono.defer(() -> failed(username, keys)));
        });
    }

    /** Names are kept in lower case; what cannot be a name finds nobody. */
    public static String username(String written) {
        return written.strip().toLowerCase(Locale.ROOT).replace("\0", "�");
    }

    private Mono<Caller> proved(Optional<Claimed> claimed, String password, Runnable check) {
        return passwords
                .matches(password, claimed.map(Claimed::passwordHash).orElse(null), check)
                .filter(matched -> matched)
                .flatMap(_ -> unlocked(claimed.orElseThrow().caller()));
    }

    private Mono<Caller> unlocked(Caller caller) {
        return transactor
                .one(db ->
                        Mono.from(
                                db.resultQuery(
                                        SUCCEEDED,
                                        val(caller.accountId()),
                                        val(caller.credentialsVersion()))))
                .filter(row -> row.get(0, long.class) == 1)
                .map(_ -> caller);
    }

    private Mono<Caller> failed(String username, String... keys) {
        attempts.failed(keys);
        return transactor
                .one(db ->
                        Mono.from(
                                db.query(
                                        FAILED,
                                        val(username),
                                        val(settings.failuresBeforeLock()),
                                        Callers.seconds(settings.lockFor()))))
                .then(Mono.error(() -> new Refused(new CredentialsRefused())));
    }

    private static String address(ServerWebExchange exchange) {
        var remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
