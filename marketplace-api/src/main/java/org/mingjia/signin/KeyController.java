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
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.identity.Caller;
import org.mingjia.identity.Secrets;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** 接口密钥 of an organisation. */
@RestController
@Tag(name = "本单位")
class KeyController {

    private static final Set<String> SCOPES =
            Set.of("agency:write", "bids:write", "prices:write", "files:write", "read");
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

    private static final String REVOKE =
            """
            update access_key k set revoked_at = now()
              from capacity c
             where k.id = {0} and k.revoked_at is null and k.issued_for is null
               and c.id = k.capacity_id and c.organisation_id = {1}
            """;

    private final Transactor transactor;
    private final Idempotency idempotency;

    KeyController(Transactor transactor, Idempotency idempotency) {
        this.transactor = transactor;
        this.idempotency = idempotency;
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

    /**
     * A new key; its secret is said this once.
     *
     * @param key the secret; null in the answer to a repetition under the same idempotency key
     */
    record KeyMade(
            UUID id,
            @Nullable String key,
            String name,
            List<String> scopes,
            OffsetDateTime createdAt,
            @Nullable LocalDate expiresOn) {

        KeyMade withoutSecret() {
            return new KeyMade(id, null, name, scopes, createdAt, expiresOn);
        }

        @Override
        public String toString() {
            return "KeyMade[" + id + "]";
        }
    }

    /** What a key is to be good for. */
    record NewKey(
            @Nullable String name, @Nullable List<String> scopes, @Nullable LocalDate expiresOn) {}

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
    @AnswersWith(value = KeyMade.class, status = 201, once = true)
    @Operation(summary = "签发接口密钥（管理员）", description = "密钥只显示一次，同一幂等键的重复请求只得知密钥已签发；expiresOn 当日仍有效")
    Mono<ResponseEntity<byte[]>> add(
            ServerWebExchange exchange,
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
                        idempotency.once(
                                exchange,
                                actor,
                                asked,
                                tx ->
                                        add(tx, caller, actor, secret, name, scopes, asked)
                                                .map(made ->
                                                        Created.secretly(
                                                                "/api/organisation/keys",
                                                                made,
                                                                made.withoutSecret()))))
                .map(SessionViews::unkept);
    }

    private static Mono<KeyMade> add(
            DSLContext tx,
            Caller caller,
            Actor actor,
            String secret,
            String name,
            List<String> scopes,
            NewKey asked) {
        return Mono.from(
                        tx.resultQuery(
                                ADD,
                                val(Secrets.hash(secret)),
                                val(caller.capacityId()),
                                val(name),
                                val(scopes.toArray(String[]::new)),
                                val(actor.name()),
                                val(asked.expiresOn(), SQLDataType.LOCALDATE),
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
                .switchIfEmpty(
                        Mono.error(() ->
                                new Refused(
                                        new ContentRefused(
                                                "#/expiresOn",
                                                "key-bounds",
                                                "到期日不早于今天，且每个单位至多 " + MOST_KEYS + " 个有效密钥"))))
                .flatMap(made ->
                        Accounts.tell(tx, actor.name(), "account.key-issued", actor.name())
                                .thenReturn(made));
    }

    @DeleteMapping("/api/organisation/keys/{id}")
    @Access({Access.Audience.ENTERPRISE, Access.Audience.AGENCY})
    @SecurityRequirement(name = "session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
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
}
