package org.mingjia.signin;

import static org.mingjia.db.Tables.ACCOUNT;
import static org.mingjia.db.Tables.CAPACITY;
import static org.mingjia.db.Tables.ORGANISATION;
import static org.mingjia.db.Tables.REGION;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Uscc;
import org.mingjia.catalog.UsccRefused;
import org.mingjia.identity.PasswordSignIn;
import org.mingjia.identity.Passwords;
import org.mingjia.identity.Sessions;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
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

    static final String NAME_PATTERN = "[a-z0-9][a-z0-9._@-]{2,63}";

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

    /** What was asked for, as it was written. */
    record Application(
            @Nullable String username,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable String role,
            @Nullable Organisation organisation) {
        @Override
        public String toString() {
            return "Application[" + username + "]";
        }
    }

    /** For whom. */
    record Organisation(
            @Nullable String kind,
            @Nullable String uscc,
            @Nullable String name,
            @Nullable String regionCode) {}

    /** The same, found in order. */
    record Checked(
            String username,
            String password,
            String displayName,
            String role,
            String kind,
            @Nullable String uscc,
            String name,
            @Nullable String regionCode) {
        /** All of it but the password, of which nothing is kept but its hash. */
        List<@Nullable String> withoutPassword() {
            return Arrays.asList(username, displayName, role, kind, uscc, name, regionCode);
        }

        @Override
        public String toString() {
            return "Checked[" + username + "]";
        }
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

    static Checked check(Application asked) {
        var checks = new FieldChecks();
        String username = username(checks, asked.username());
        Passwords.check(checks, "#/password", asked.password(), username);
        String displayName = checks.text("#/displayName", "姓名", asked.displayName(), 1, 100);
        String role = asked.role() == null ? "" : asked.role();
        checks.require(
                role.equals("enterprise") || role.equals("agency"),
                "#/role",
                "one-of",
                "role 应为 enterprise 或 agency");
        Organisation organisation =
                asked.organisation() == null
                        ? new Organisation(null, null, null, null)
                        : asked.organisation();
        String kind = organisation.kind() == null ? "" : organisation.kind();
        checks.require(
                kind.equals("legal_person") || kind.equals("natural_person"),
                "#/organisation/kind",
                "one-of",
                "kind 应为 legal_person 或 natural_person");
        checks.require(
                !(kind.equals("natural_person") && role.equals("agency")),
                "#/organisation/kind",
                "agency-is-a-legal-person",
                "中介服务机构应为法人或非法人组织");
        String name = checks.text("#/organisation/name", "名称", organisation.name(), 2, 200);
        String region = organisation.regionCode();
        checks.require(
                region == null || region.matches("[0-9]{6}"),
                "#/organisation/regionCode",
                "region-code",
                "行政区划代码应为 6 位数字");
        String uscc = uscc(checks, kind, organisation.uscc());
        checks.done();
        return new Checked(
                username,
                String.valueOf(asked.password()),
                displayName,
                role,
                kind,
                uscc,
                name,
                region);
    }

    static String username(FieldChecks checks, @Nullable String written) {
        String username = PasswordSignIn.username(written == null ? "" : written);
        checks.require(
                username.matches(NAME_PATTERN),
                "#/username",
                "username",
                "用户名为 3 至 64 个小写字母、数字或 . _ @ -，以字母或数字开头");
        return username;
    }

    private static @Nullable String uscc(
            FieldChecks checks, String kind, @Nullable String written) {
        boolean given = written != null && !written.isBlank();
        if (kind.equals("natural_person")) {
            checks.require(
                    !given, "#/organisation/uscc", "natural-person-has-no-uscc", "自然人没有统一社会信用代码");
            return null;
        }
        if (!given) {
            checks.require(
                    !kind.equals("legal_person"), "#/organisation/uscc", "required", "请填写统一社会信用代码");
            return null;
        }
        try {
            return Uscc.of(String.valueOf(written)).code();
        } catch (UsccRefused refused) {
            checks.refuse("#/organisation/uscc", refused.rule(), refused.detailZh());
            return null;
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
