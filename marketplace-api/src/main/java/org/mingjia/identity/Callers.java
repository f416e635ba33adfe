package org.mingjia.identity;

import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Transactor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds who is asking: account, capacity and rights in one statement, whatever was shown. */
@Component
final class Callers {

    /** Ends with the columns that {@link #caller} reads; {@code found} is one account or none. */
    private static final String CAPACITY =
            """
            select found.id, found.username, found.credentials_version, c.id, coalesce(c.manager, false), c.role,
                   c.organisation_id, c.department_code, c.region_code, found.scopes, found.key_id, found.password_hash
              from found left join lateral (
                   select c.* from capacity c
                    where c.account_id = found.id and c.ended_at is null
                      and (found.wanted is null or c.id = found.wanted)
                    order by c.granted_at, c.id limit 1) c on true
            """;

    private static final String BY_SESSION =
            """
            with found as (
                select a.id, a.username, a.credentials_version, s.capacity_id as wanted, array['*'] as scopes,
                       null::uuid as key_id, null::text as password_hash, s.token_hash, s.seen_at
                  from session s join account a on a.id = s.account_id
                 where s.token_hash = {0} and s.ended_at is null and s.expires_at > now()
                   and a.disabled_at is null and a.credentials_version = s.credentials_version
            ), seen as (
                update session s set seen_at = now(), expires_at = least(
                           now() + {1} * interval '1 second', s.created_at + {2} * interval '1 second')
                  from found
                 where s.token_hash = found.token_hash and found.seen_at < now() - interval '1 minute'
            )
            """
                    + CAPACITY;

    private static final String BY_NAME =
            """
            with found as (
                select a.id, a.username, a.credentials_version, {1}::uuid as wanted, array['*'] as scopes,
                       null::uuid as key_id, case when a.disabled_at is null then a.password_hash end as password_hash
                  from account a where a.username = {0}
            )
            """
                    + CAPACITY;

    private static final String BY_KEY =
            """
            with found as (
                select a.id, a.username, a.credentials_version, k.capacity_id as wanted,
                       case when k.issued_for is null then k.scopes || 'token'::text else k.scopes end as scopes,
                       k.id as key_id, null::text as password_hash
                  from access_key k
                  join capacity c on c.id = k.capacity_id and c.ended_at is null
                  join account a on a.id = c.account_id and a.disabled_at is null
                  left join access_key parent on parent.id = k.issued_for
                 where k.secret_hash = {0} and k.revoked_at is null and parent.revoked_at is null
                   and (k.expires_at is null or k.expires_at > now())
                   and (parent.expires_at is null or parent.expires_at > now())
                   and (k.credentials_version is null or k.credentials_version = a.credentials_version)
            ), used as (
                update access_key k set used_on = market_today() from found
                 where k.id = found.key_id and k.used_on is distinct from market_today()
            )
            """
                    + CAPACITY;

    private static final String BY_EXTERNAL_IDENTITY =
            """
            with found as (
                select a.id, a.username, a.credentials_version, {2}::uuid as wanted, {3}::text[] as scopes,
                       null::uuid as key_id, null::text as password_hash
                  from external_identity e join account a on a.id = e.account_id
                 where e.issuer = {0} and e.subject = {1} and a.disabled_at is null
            )
            """
                    + CAPACITY;

    private final Transactor transactor;
    private final MingjiaSettings.SignIn settings;

    Callers(Transactor transactor, MingjiaSettings settings) {
        this.transactor = transactor;
        this.settings = settings.signIn();
    }

    /** An account as its name finds it, not yet proved. */
    record Claimed(Caller caller, @Nullable String passwordHash) {}

    Mono<Caller> bySession(String secret) {
        return asked(
                        BY_SESSION,
                        val(Secrets.hash(secret)),
                        seconds(settings.sessionIdle()),
                        seconds(settings.sessionLongest()))
                .map(row -> caller(row).inSession(secret));
    }

    Mono<Caller> byKey(String secret) {
        return asked(BY_KEY, val(Secrets.hash(secret))).map(Callers::caller);
    }

    Mono<Claimed> byName(String username, @Nullable UUID capacity) {
        return asked(BY_NAME, val(username), val(capacity, SQLDataType.UUID))
                .map(row -> new Claimed(caller(row), row.get(11, String.class)));
    }

    Mono<Caller> byExternalIdentity(
            String issuer, String subject, @Nullable UUID capacity, Set<String> scopes) {
        return asked(
                        BY_EXTERNAL_IDENTITY,
                        val(issuer),
                        val(subject),
                        val(capacity, SQLDataType.UUID),
                        val(scopes.toArray(String[]::new)))
                .map(Callers::caller);
    }

    private Mono<Record> asked(String sql, Field<?>... binds) {
        return transactor.one(db -> resultQuery(db, sql, binds));
    }

    private static Mono<Record> resultQuery(DSLContext db, String sql, Field<?>... binds) {
        return Mono.from(db.resultQuery(sql, (Object[]) binds)).cast(Record.class);
    }

    static Field<Long> seconds(Duration duration) {
        return val(duration.toSeconds());
    }

    private static Caller caller(Record row) {
        UUID account = row.get(0, UUID.class);
        String name = row.get(1, String.class);
        UUID capacity = row.get(3, UUID.class);
        Actor actor =
                capacity == null
                        ? null
                        : new Actor(
                                name,
                                Actor.Role.valueOf(
                                        row.get(5, String.class)
                                                .toUpperCase(java.util.Locale.ROOT)),
                                account,
                                row.get(6, UUID.class),
                                row.get(7, String.class),
                                row.get(8, String.class),
                                Set.of(row.get(9, String[].class)));
        return new Caller(
                account,
                name,
                row.get(2, int.class),
                capacity,
                row.get(4, boolean.class),
                actor,
                null,
                row.get(10, UUID.class));
    }
}
