package org.mingjia.signin;

import static org.jooq.impl.DSL.val;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.identity.Caller;
import org.mingjia.identity.Secrets;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.OfIdentity.Forbidden;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Short-lived tokens that are issued for a key. To ask twice gives two, each of which runs out: no
 * idempotency key is needed, and no secret would be kept for one.
 */
@RestController
@Tag(name = "本单位")
class TokenController {

    private static final String ISSUE =
            """
            insert into access_key (secret_hash, capacity_id, issued_for, credentials_version, name, scopes,
                                    created_by, expires_at)
            select {0}, k.capacity_id, k.id, {1}, k.name, {2}::text[], {3},
                   least(now() + {4} * interval '1 second', coalesce(k.expires_at, 'infinity'))
              from access_key k where k.id = {5} and k.revoked_at is null
            returning expires_at
            """;

    private final Transactor transactor;
    private final MingjiaSettings.SignIn settings;

    TokenController(Transactor transactor, MingjiaSettings settings) {
        this.transactor = transactor;
        this.settings = settings.signIn();
    }

    /** What a token is to be good for; all that its key is unless said. */
    record NewToken(@Nullable List<String> scopes) {}

    /** A token. */
    record Token(String token, OffsetDateTime expiresAt, List<String> scopes) {
        @Override
        public String toString() {
            return "Token[]";
        }
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
            throw new Refused(new Forbidden("keys-only", "只有接口密钥可以换取令牌"));
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
