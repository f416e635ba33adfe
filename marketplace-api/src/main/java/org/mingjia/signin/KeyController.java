package org.mingjia.signin;

import static org.jooq.impl.DSL.val;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.identity.Caller;
import org.mingjia.identity.Secrets;
import org.mingjia.platform.Access;
import org.mingjia.platform.Actor;
import org.mingjia.platform.AnswersWith;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** 接口密钥 of an organisation, and the short-lived tokens that are issued for them. */
@RestController
@Tag(name = "本单位")
class KeyController {

    private static final Set<String> SCOPES =
            Set.of("agency:write", "prices:write", "files:write", "read");
    private static final int MOST_KEYS = 50;

    private static final String KEYS =
            """
            select k.id, k.name, k.scopes, k.created_at, k.created_by,
                   (k.expires_at at time zone 'Asia/Shanghai')::date - 1, k.used_on
              from access_key k join capacity c on c.id = k.capacity_id and c.ended_at is null
             where c.organisation_id = {0} and k.issued_for is null and k.revoked_at is null
             order by k.created_at, k.id
            """;

    /** Good to the end of the day that is named. */
    private static final String ADD =
            """
            insert into access_key (secret_hash, capacity_id, name, scopes, created_by, expires_at)
            select {0}, {1}::uuid, {2}, {3}::text[], {4}, (({5}::date + 1)::timestamp at time zone 'Asia/Shanghai')
             where (select count(*) from access_key k join capacity c on c.id = k.capacity_id
                     where c.organisation_id = {6} and k.issued_for is null and k.revoked_at is null) < {7}
               and ({5}::date is null or {5}::date >= market_today())
            returning id, created_at
            """;

    private static final String ISSUE =
            """
            insert into access_key (secret_hash, capacity_id, issued_for, credentials_version, name, scopes,
                                    created_by, expires_at)
            select {0}, k.capacity_id, k.id, {1}, k.name, {2}::text[], {3},
                   least(now() + {4} * interval '1 second', coalesce(k.expires_at, 'infinity'))
              from access_key k where k.id = {5} and k.revoked_at is null
            returning expires_at
            """;

    private static final String REVOKE =
            """
            update access_key k set revoked_at = now()
              from capacity c
             where k.id = {0} and k.revoked_at is null and k.issued_for is null
               and c.id = k.capacity_id and c.organisation_id = {1}
            """;

    private final Transactor transactor;
    private final MingjiaSettings.SignIn settings;

    KeyController(Transactor transactor, MingjiaSettings settings) {
        this.transactor = transactor;
        this.settings = settings.signIn();
    }

    /** A key, without its secret. */
    record Key(
            UUID id,
            String name,
            List<String> scopes,
            OffsetDateTime createdAt,
            String createdBy,
            @Nullable LocalDate expiresOn,
            @Nullable LocalDate usedOn) {}

    /** All of them. */
    record Keys(List<Key> items) {}

    /** A new key; its secret is said this once. */
    record KeyMade(
            UUID id,
            String key,
            String name,
            List<String> scopes,
            OffsetDateTime createdAt,
            @Nullable LocalDate expiresOn) {
        @Override
        public String toString() {
            return "KeyMade[" + id + "]";
        }
    }

    /** What a key is to be good for. */
    record NewKey(
            @Nullable String name,
            @Nullable List<String> scopes,
            @Nullable LocalDate expiresOn) {}

    /** What a token is to be good for; all that its key is unless said. */
    record NewToken(@Nullable List<String> scopes) {}

    /** A token. */
    record Token(String token, OffsetDateTime expiresAt, List<String> scopes) {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    @GetMapping("/api/organisation/keys")
    @Access({Access.Audience.ENTERPRISE, Access.Audience.AGENCY})
    @SecurityRequirement(name = "session")
    @AnswersWith(Keys.class)
    @Operation(summary = "本单位接口密钥（管理员）")
    Mono<Keys> keys(
            @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) Actor actor) {
        MemberController.requireManager(caller);
        return transactor
                .many(db -> db.resultQuery(KEYS, val(actor.organisation())))
                .map(KeyController::key)
                .collectList()
                .map(Keys::new);
    }

    private static Key key(Record row) {
        return new Key(
                row.get(0, UUID.class),
                row.get(1, String.class),
                List.of(row.get(2, String[].class)),
                row.get(3, OffsetDateTime.class),
                row.get(4, String.class),
                row.get(5, LocalDate.class),
                row.get(6, LocalDate.class));
    }

    @PostMapping("/api/organisation/keys")
    @Access({Access.Audience.ENTERPRISE, Access.Audience.AGENCY})
    @SecurityRequirement(name = "session")
    @AnswersWith(value = KeyMade.class, status = 201)
    @Operation(summary = "签发接口密钥（管理员）", description = "密钥只显示一次；expiresOn 当日仍有效")
    Mono<ResponseEntity<KeyMade>> add(
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) Actor actor,
            @RequestBody NewKey asked) {
        MemberController.requireManager(caller);
        var checks = new FieldChecks();
        String name = checks.text("#/name", "名称", asked.name(), 1, 100);
        List<String> scopes =
                asked.scopes() == null
                        ? List.of()
                        : asked.scopes().stream().distinct().sorted().toList();
        checks.require(
                !scopes.isEmpty() && SCOPES.containsAll(scopes),
                "#/scopes",
                "one-of",
                "请至少选择一项：" + String.join("、", SCOPES.stream().sorted().toList()));
        checks.done();
        return Secrets.fresh("mjk_")
                .flatMap(secret ->
                        transactor.inTransaction(tx ->
                                Mono.from(
                                                tx.resultQuery(
                                                        ADD,
                                                        val(Secrets.hash(secret)),
                                                        val(caller.capacityId()),
                                                        val(name),
                                                        val(scopes.toArray(String[]::new)),
                                                        val(actor.name()),
                                                        val(
                                                                asked.expiresOn(),
                                                                SQLDataType.LOCALDATE),
                                                        val(actor.organisation()),
                                                        val(MOST_KEYS)))
                                        .map(row ->
                                                new KeyMade(
                                                        row.get(0, UUID.class),
                                                        secret,
                                                        name,
                                                        scopes,
                                                        row.get(1, OffsetDateTime.class),
                                                        asked.expiresOn()))
                                        .flatMap(made ->
                                                Accounts.tell(
                                                                tx,
                                                                actor.name(),
                                                                "account.key-issued",
                                                                actor.name())
                                                        .thenReturn(made))))
                .switchIfEmpty(
                        Mono.error(() ->
                                new Refused(
                                        new ContentRefused(
                                                "#/expiresOn",
                                                "key-bounds",
                                                "到期日不早于今天，且每个单位至多 "
                                                        + MOST_KEYS
                                                        + " 个有效密钥"))))
                .map(made ->
                        ResponseEntity.status(201).cacheControl(CacheControl.noStore()).body(made));
    }

    @DeleteMapping("/api/organisation/keys/{id}")
    @Access({Access.Audience.ENTERPRISE, Access.Audience.AGENCY})
    @SecurityRequirement(name = "session")
    @Operation(summary = "撤销接口密钥（管理员）", description = "以其换取的令牌随即失效")
    Mono<ResponseEntity<Void>> revoke(
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id) {
        MemberController.requireManager(caller);
        return transactor
                .inTransaction(tx ->
                        Mono.from(tx.query(REVOKE, val(id), val(actor.organisation())))
                                .filter(changed -> changed == 1)
                                .switchIfEmpty(
                                        Mono.error(() ->
                                                new Refused(new NotFound("密钥", id.toString()))))
                                .flatMap(_ ->
                                        Accounts.tell(
                                                        tx,
                                                        actor.name(),
                                                        "account.key-revoked",
                                                        actor.name())
                                                .thenReturn(true)))
                .map(_ -> ResponseEntity.noContent().build());
    }

    @PostMapping("/api/tokens")
    @Access(value = Access.Audience.SIGNED_IN, scope = "token")
    @SecurityRequirement(name = "bearer")
    @AnswersWith(value = Token.class, status = 201)
    @Operation(summary = "以密钥换取短期令牌", description = "Authorization: Bearer 密钥；范围不超过密钥本身")
    Mono<ResponseEntity<Token>> issue(
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) Actor actor,
            @RequestBody(required = false) @Nullable NewToken asked) {
        UUID key = caller.keyId();
        if (key == null) {
            throw new Refused(
                    new org.mingjia.platform.Refusal.OfIdentity.Forbidden(
                            "keys-only", "只有接口密钥可以换取令牌"));
        }
        List<String> own =
                actor.scopes().stream().filter(scope -> !scope.equals("token")).sorted().toList();
        List<String> scopes =
                asked == null || asked.scopes() == null
                        ? own
                        : asked.scopes().stream().distinct().sorted().toList();
        var checks = new FieldChecks();
        checks.require(
                !scopes.isEmpty() && own.containsAll(scopes),
                "#/scopes",
                "one-of",
                "范围不得超过密钥本身：" + String.join("、", own));
        checks.done();
        return Secrets.fresh("mjt_")
                .flatMap(secret ->
                        transactor.inTransaction(tx ->
                                Mono.from(
                                                tx.resultQuery(
                                                        ISSUE,
                                                        val(Secrets.hash(secret)),
                                                        val(caller.credentialsVersion()),
                                                        val(scopes.toArray(String[]::new)),
                                                        val(actor.name()),
                                                        val(settings.tokenFor().toSeconds()),
                                                        val(key)))
                                        .map(row ->
                                                new Token(
                                                        secret,
                                                        row.get(0, OffsetDateTime.class),
                                                        scopes))))
                .map(made ->
                        ResponseEntity.status(201).cacheControl(CacheControl.noStore()).body(made));
    }
}
