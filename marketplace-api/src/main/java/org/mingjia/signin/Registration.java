package org.mingjia.signin;

import static org.mingjia.db.Tables.ACCOUNT;
import static org.mingjia.db.Tables.CAPACITY;
import static org.mingjia.db.Tables.ORGANISATION;
import static org.mingjia.db.Tables.REGION;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.identity.PasswordSignIn;
import org.mingjia.identity.Passwords;
import org.mingjia.identity.Sessions;
import org.mingjia.platform.Events;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.signin.RegistrationForm.Checked;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Registers an organisation together with the account of its first manager. */
@Component
final class Registration {

    private final Passwords passwords;
    private final PasswordSignIn signIn;
    private final Sessions sessions;
    private final Transactor transactor;
    private final Idempotency idempotency;
    private final JsonMapper json;

    Registration(
            Passwords passwords,
            PasswordSignIn signIn,
            Sessions sessions,
            Transactor transactor,
            Idempotency idempotency,
            JsonMapper json) {
        this.passwords = passwords;
        this.signIn = signIn;
        this.sessions = sessions;
        this.transactor = transactor;
        this.idempotency = idempotency;
        this.json = json;
    }

    /** What is kept of a registration for its repetition. */
    record Kept(UUID account, UUID capacity) {}

    /** What came of it. */
    record Registered(UUID account, UUID capacity, String session) {
        @Override
        public String toString() {
            return "Registered[" + account + "]";
        }
    }

    /**
     * Registers, once under an idempotency key. Whoever repeats it proves the password as at any
     * signing in, and gets a session of its own: neither password nor session is kept.
     */
    Mono<Registered> register(ServerWebExchange exchange, Checked asked) {
        return passwords
                .hash(asked.password())
                .flatMap(hash -> {
                    var made = new AtomicReference<@Nullable Registered>();
                    return idempotency
                            .once(
                                    exchange,
                                    ":registration " + asked.username(),
                                    asked.withoutPassword(),
                                    tx ->
                                            region(tx, asked.regionCode())
                                                    .then(
                                                            Mono.defer(() ->
                                                                    register(tx, asked, hash)))
                                                    .doOnNext(made::set)
                                                    .map(Registration::created))
                            .flatMap(answer -> {
                                Registered first = made.get();
                                return first != null
                                        ? Mono.just(first)
                                        : again(exchange, asked, answer);
                            });
                });
    }

    private static Created created(Registered made) {
        return Created.at("/api/session", new Kept(made.account(), made.capacity()));
    }

    private Mono<Registered> again(
            ServerWebExchange exchange, Checked asked, ResponseEntity<byte[]> answer) {
        Kept kept = json.readValue(answer.getBody(), Kept.class);
        return signIn.prove(exchange, asked.username(), asked.password(), kept.capacity())
                .flatMap(_ -> transactor.inTransaction(tx -> sessions.begin(tx, kept.account())))
                .map(secret -> new Registered(kept.account(), kept.capacity(), secret));
    }

    private Mono<Registered> register(DSLContext tx, Checked asked, String hash) {
        return Mono.from(
                        tx.insertInto(ORGANISATION)
                                .set(ORGANISATION.KIND, asked.kind())
                                .set(ORGANISATION.USCC, asked.uscc())
                                .set(ORGANISATION.NAME, asked.name())
                                .set(ORGANISATION.REGION_CODE, asked.regionCode())
                                .returningResult(ORGANISATION.ID))
                .map(row -> row.value1())
                .flatMap(organisation ->
                        account(tx, asked.username(), asked.displayName(), hash)
                                .flatMap(account -> manager(tx, asked, organisation, account)));
    }

    private Mono<Registered> manager(
            DSLContext tx, Checked asked, UUID organisation, UUID account) {
        return Mono.from(
                        tx.insertInto(CAPACITY)
                                .set(CAPACITY.ACCOUNT_ID, account)
                                .set(CAPACITY.ROLE, asked.role())
                                .set(CAPACITY.ORGANISATION_ID, organisation)
                                .set(CAPACITY.MANAGER, true)
                                .set(CAPACITY.GRANTED_BY, asked.username())
                                .returningResult(CAPACITY.ID))
                .map(row -> row.value1())
                .flatMap(capacity ->
                        Events.tell(
                                        tx,
                                        asked.username(),
                                        "organisation.registered",
                                        "organisation",
                                        asked.uscc() == null
                                                ? organisation.toString()
                                                : asked.uscc(),
                                        Map.of("name", asked.name(), "role", asked.role()))
                                .then(sessions.begin(tx, account))
                                .map(secret -> new Registered(account, capacity, secret)));
    }

    /** A new account; the hash is null where it signs in elsewhere only. */
    static Mono<UUID> account(
            DSLContext tx, String username, String displayName, @Nullable String hash) {
        return Mono.from(
                        tx.insertInto(ACCOUNT)
                                .set(ACCOUNT.USERNAME, username)
                                .set(ACCOUNT.DISPLAY_NAME, displayName)
                                .set(ACCOUNT.PASSWORD_HASH, hash)
                                .returningResult(ACCOUNT.ID))
                .map(row -> row.value1());
    }

    private static Mono<Void> region(DSLContext tx, @Nullable String code) {
        if (code == null) {
            return Mono.empty();
        }
        return Mono.from(
                        tx.selectOne()
                                .from(REGION)
                                .where(REGION.CODE.eq(code))
                                .and(DSL.condition("{0} @> market_today()", REGION.VALID)))
                .switchIfEmpty(
                        Mono.error(() ->
                                new Refused(
                                        new ContentRefused(
                                                "#/organisation/regionCode",
                                                "region-unknown",
                                                "没有代码为 " + code + " 的行政区划"))))
                .then();
    }
}
