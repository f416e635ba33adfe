package org.mingjia.identity;

import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.ACCOUNT;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Background;
import org.mingjia.platform.Events;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Transactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The operator of the configuration, made at start: its password follows the configuration, also
 * for an account that exists. Started twice or by two instances at once, it is made once.
 */
@Component
final class OperatorAccount extends Background {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorAccount.class);

    private static final String MAKE =
            """
            with made as (
                insert into account (username, display_name, password_hash) values ({0}, '运行机构', {1})
                on conflict on constraint account_once_per_username do update
                    set password_hash = excluded.password_hash, disabled_at = null, failed_attempts = 0,
                        locked_until = null, credentials_version = account.credentials_version + 1
                returning id
            )
            insert into capacity (account_id, role, granted_by) select id, 'operator', {2} from made
            on conflict do nothing
            """;

    private final Transactor transactor;
    private final Passwords passwords;
    private final MingjiaSettings.@Nullable Operator operator;
    private final Mono<Void> ready;

    OperatorAccount(Transactor transactor, Passwords passwords, MingjiaSettings settings) {
        this.transactor = transactor;
        this.passwords = passwords;
        this.operator = settings.operator();
        this.ready =
                Mono.defer(this::make)
                        .thenReturn(true)
                        .cache(
                                _ -> Duration.ofDays(36_500),
                                _ -> Duration.ZERO,
                                () -> Duration.ZERO)
                        .then();
    }

    /** Ends when the account is as configured; the first to ask, or the start, makes it so. */
    Mono<Void> ready() {
        return ready;
    }

    private Mono<Void> make() {
        if (operator == null) {
            return Mono.empty();
        }
        String username = PasswordSignIn.username(operator.username());
        return transactor
                .one(db ->
                        Mono.from(
                                db.select(ACCOUNT.PASSWORD_HASH)
                                        .from(ACCOUNT)
                                        .where(ACCOUNT.USERNAME.eq(username))
                                        .and(ACCOUNT.DISABLED_AT.isNull())))
                .map(row -> Optional.ofNullable(row.value1()))
                .defaultIfEmpty(Optional.empty())
                .flatMap(
                        hash -> passwords.matches(operator.password(), hash.orElse(null), () -> {}))
                .filter(matched -> !matched)
                .flatMap(_ -> passwords.hash(operator.password()))
                .flatMap(hash -> transactor.inTransaction(tx -> make(tx, username, hash)))
                .then();
    }

    private static Mono<Boolean> make(DSLContext tx, String username, String hash) {
        return Mono.from(tx.query(MAKE, val(username), val(hash), val("configuration")))
                .then(
                        Events.tell(
                                tx,
                                "configuration",
                                "account.configured",
                                "account",
                                username,
                                Map.of()))
                .thenReturn(true);
    }

    @Override
    protected Disposable begin() {
        return ready.subscribe(
                _ -> {}, error -> LOG.warn("the operator account could not be made yet", error));
    }
}
