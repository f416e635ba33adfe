package org.mingjia.signin;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.mingjia.db.Tables.ACCOUNT;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.JSON;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.identity.PasswordSignIn;
import org.mingjia.identity.Passwords;
import org.mingjia.identity.Secrets;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Transactor;
import org.mingjia.signin.Accounts.Grant;
import org.mingjia.web.Access;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
import org.mingjia.web.Listing;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The accounts that the operator keeps: of operators, regulators and government units. */
@RestController
@Tag(name = "账户（运行机构）")
@SecurityRequirement(name = "session")
@SecurityRequirement(name = "operator")
class AccountController {

    private final Passwords passwords;
    private final Transactor transactor;
    private final Answers answers;
    private final Idempotency idempotency;
    private final Duration codeFor;

    AccountController(
            Passwords passwords,
            Transactor transactor,
            Answers answers,
            Idempotency idempotency,
            MingjiaSettings settings) {
        this.passwords = passwords;
        this.transactor = transactor;
        this.answers = answers;
        this.idempotency = idempotency;
        this.codeFor = settings.signIn().codeFor();
    }

    /** An account in the operator's list. */
    record AccountRow(
            String username,
            String displayName,
            boolean locked,
            OffsetDateTime createdAt,
            List<SignInViews.CapacityView> capacities) {}

    /** What an account is to be; without a password it gets one with a reset code. */
    record NewAccount(
            @Nullable String username,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable String role,
            @Nullable UUID organisationId,
            @Nullable Boolean manager,
            @Nullable String departmentCode,
            @Nullable String regionCode) {
        @Override
        public String toString() {
            return "NewAccount[" + username + "]";
        }
    }

    /** A new account and its capacity. */
    record AccountMade(String username, UUID capacityId) {}

    /** A new capacity. */
    record CapacityMade(UUID id) {}

    /** A reset code, said once. */
    record ResetCode(String token, OffsetDateTime expiresAt) {}

    @GetMapping("/api/accounts")
    @Access(value = Access.Audience.OPERATOR)
    @AnswersWith(value = AccountRow.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "账户")
    Mono<ResponseEntity<Flux<DataBuffer>>> accounts(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Size(max = 100) String q,
            @Parameter(hidden = true) Paging paging) {
        var listing =
                new Listing(
                        List.of(
                                ACCOUNT.USERNAME.as("username"),
                                ACCOUNT.DISPLAY_NAME.as("displayName"),
                                field(
                                                "coalesce({0} > now(), false)",
                                                Boolean.class, ACCOUNT.LOCKED_UNTIL)
                                        .as("locked"),
                                ACCOUNT.CREATED_AT.as("createdAt"),
                                field(
                                                "coalesce((select json_agg("
                                                        + SessionViews.CAPACITY
                                                        + " order by c.granted_at, c.id) from capacity c where"
                                                        + " c.account_id = {0} and c.ended_at is null), '[]')",
                                                JSON.class,
                                                ACCOUNT.ID)
                                        .as("capacities")),
                        ACCOUNT,
                        q == null || q.isBlank()
                                ? noCondition()
                                : ACCOUNT.USERNAME
                                        .containsIgnoreCase(q.strip())
                                        .or(ACCOUNT.DISPLAY_NAME.containsIgnoreCase(q.strip())),
                        ACCOUNT.USERNAME,
                        "username");
        return answers.list(exchange, listing, paging, "accounts");
    }

    @PostMapping("/api/accounts")
    @Access(value = Access.Audience.OPERATOR)
    @AnswersWith(value = AccountMade.class, status = 201, once = true)
    @Operation(summary = "新建账户并授予任职", description = "不给出 password 时，请签发重置码由本人设置")
    Mono<ResponseEntity<byte[]>> create(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestBody NewAccount asked) {
        var checks = new FieldChecks();
        String username = RegistrationForm.username(checks, asked.username());
        String displayName = checks.text("#/displayName", "姓名", asked.displayName(), 1, 100);
        if (asked.password() != null) {
            Passwords.check(checks, "#/password", asked.password(), username);
        }
        Grant grant =
                new CapacityRequest(
                                asked.role(),
                                asked.organisationId(),
                                asked.manager(),
                                asked.departmentCode(),
                                asked.regionCode())
                        .grant(checks);
        checks.done();
        String password = asked.password();
        Mono<Optional<String>> hash =
                password == null
                        ? Mono.just(Optional.empty())
                        : passwords.hash(password).map(Optional::of);
        // the password itself is no part of what is remembered of the request
        var request = List.of(username, displayName, grant.toString(), password == null);
        return hash.flatMap(hashed ->
                idempotency.once(
                        exchange,
                        actor,
                        request,
                        tx ->
                                Registration.account(tx, username, displayName, hashed.orElse(null))
                                        .flatMap(account ->
                                                Accounts.tell(
                                                                tx,
                                                                actor.name(),
                                                                "account.created",
                                                                username)
                                                        .then(
                                                                Accounts.grant(
                                                                        tx,
                                                                        actor.name(),
                                                                        account,
                                                                        username,
                                                                        grant)))
                                        .map(capacity ->
                                                Created.at(
                                                        "/api/accounts?q=" + username,
                                                        new AccountMade(username, capacity)))));
    }

    @PostMapping("/api/accounts/{username}/capacities")
    @Access(value = Access.Audience.OPERATOR)
    @AnswersWith(value = CapacityMade.class, status = 201, once = true)
    @Operation(summary = "授予任职", description = "该账户的会话与令牌随即失效")
    Mono<ResponseEntity<byte[]>> grant(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String username,
            @RequestBody CapacityRequest wanted) {
        var checks = new FieldChecks();
        Grant grant = wanted.grant(checks);
        checks.done();
        String name = PasswordSignIn.username(username);
        return idempotency.once(
                exchange,
                actor,
                grant.toString(),
                tx ->
                        Accounts.id(tx, name)
                                .flatMap(account ->
                                        Accounts.grant(tx, actor.name(), account, name, grant))
                                .map(capacity ->
                                        Created.at(
                                                "/api/accounts?q=" + name,
                                                new CapacityMade(capacity))));
    }

    @DeleteMapping("/api/accounts/{username}/capacities/{id}")
    @Access(value = Access.Audience.OPERATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "终止任职", description = "该账户的会话与令牌随即失效")
    Mono<ResponseEntity<Void>> end(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String username,
            @PathVariable UUID id) {
        return transactor
                .inTransaction(tx ->
                        Accounts.end(
                                        tx,
                                        actor.name(),
                                        id,
                                        ACCOUNT.USERNAME.eq(PasswordSignIn.username(username)))
                                .thenReturn(true))
                .map(_ -> ResponseEntity.noContent().build());
    }

    @PostMapping("/api/accounts/{username}/unlocks")
    @Access(value = Access.Audience.OPERATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "解除锁定")
    Mono<ResponseEntity<Void>> unlock(
            @Parameter(hidden = true) Actor actor, @PathVariable String username) {
        return transactor
                .inTransaction(tx ->
                        Accounts.unlock(tx, actor.name(), PasswordSignIn.username(username))
                                .thenReturn(true))
                .map(_ -> ResponseEntity.noContent().build());
    }

    @PostMapping("/api/accounts/{username}/reset-tokens")
    @Access(value = Access.Audience.OPERATOR)
    @AnswersWith(value = ResetCode.class, status = 201)
    @Operation(summary = "签发密码重置码", description = "只显示一次，限用一次；此前签发的随即失效")
    Mono<ResponseEntity<ResetCode>> resetCode(
            @Parameter(hidden = true) Actor actor, @PathVariable String username) {
        String name = PasswordSignIn.username(username);
        return Secrets.fresh("mjr_")
                .flatMap(secret ->
                        transactor.inTransaction(tx ->
                                Accounts.issueCode(tx, actor.name(), name, secret, codeFor)
                                        .map(until -> new ResetCode(secret, until))))
                .map(code ->
                        ResponseEntity.status(201).cacheControl(CacheControl.noStore()).body(code));
    }
}
