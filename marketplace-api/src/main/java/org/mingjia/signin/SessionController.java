package org.mingjia.signin;

import static org.mingjia.db.Tables.CAPACITY;
import static org.mingjia.db.Tables.SESSION;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.identity.Caller;
import org.mingjia.identity.PasswordSignIn;
import org.mingjia.identity.Secrets;
import org.mingjia.identity.Sessions;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfIdentity.Forbidden;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.signin.SignInViews.SessionView;
import org.mingjia.web.Access;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The session of a browser. */
@RestController
@Tag(name = "登录")
class SessionController {

    private final SessionViews views;
    private final PasswordSignIn passwords;
    private final Sessions sessions;
    private final Transactor transactor;

    SessionController(
            SessionViews views,
            PasswordSignIn passwords,
            Sessions sessions,
            Transactor transactor) {
        this.views = views;
        this.passwords = passwords;
        this.sessions = sessions;
        this.transactor = transactor;
    }

    /** What signs in. */
    record SignIn(@Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "SignIn[]";
        }
    }

    /** In which capacity to go on. */
    record Choice(@Nullable UUID capacityId) {}

    @GetMapping("/api/session")
    @Access(Access.Audience.EVERYONE)
    @AnswersWith(SessionView.class)
    @Operation(
            summary = "当前登录",
            description = "未登录时 account 为 null；csrfToken 须在写操作中以 X-CSRF-Token 给出")
    Mono<ResponseEntity<byte[]>> session(@Parameter(hidden = true) @Nullable Caller caller) {
        return caller == null ? views.nobody() : views.of(caller);
    }

    @PostMapping("/api/session")
    @Access(Access.Audience.EVERYONE)
    @AnswersWith(SessionView.class)
    @Operation(summary = "登录", description = "未知用户与密码错误的答复相同；连续失败将暂时锁定")
    Mono<ResponseEntity<byte[]>> signIn(ServerWebExchange exchange, @RequestBody SignIn asked) {
        var checks = new FieldChecks();
        String username = checks.text("#/username", "用户名", asked.username(), 1, 200);
        String password = asked.password() == null ? "" : asked.password();
        checks.require(!password.isEmpty(), "#/password", "required", "请填写密码");
        checks.require(password.length() <= 1000, "#/password", "length", "密码过长");
        checks.done();
        return passwords
                .prove(exchange, username, password, null)
                .flatMap(caller ->
                        begin(exchange, HttpStatus.OK, caller.accountId(), caller.capacityId()));
    }

    private Mono<ResponseEntity<byte[]>> begin(
            ServerWebExchange exchange, HttpStatus status, UUID account, @Nullable UUID capacity) {
        return transactor
                .inTransaction(tx -> sessions.begin(tx, account))
                .doOnNext(secret -> sessions.hand(exchange, secret))
                .flatMap(secret -> views.of(status, account, capacity, secret));
    }

    @DeleteMapping("/api/session")
    @Access(Access.Audience.SIGNED_IN)
    @SecurityRequirement(name = "session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "退出登录")
    Mono<ResponseEntity<Void>> signOut(
            ServerWebExchange exchange, @Parameter(hidden = true) Caller caller) {
        sessions.hand(exchange, null);
        String secret = caller.session();
        Mono<Integer> ended =
                secret == null
                        ? Mono.just(0)
                        : transactor.inTransaction(tx -> sessions.end(tx, secret));
        return ended.thenReturn(ResponseEntity.noContent().build());
    }

    @PutMapping("/api/session/capacity")
    @Access(Access.Audience.SIGNED_IN)
    @SecurityRequirement(name = "session")
    @AnswersWith(SessionView.class)
    @Operation(summary = "切换任职")
    Mono<ResponseEntity<byte[]>> choose(
            @Parameter(hidden = true) Caller caller, @RequestBody Choice choice) {
        String secret = caller.session();
        if (secret == null) {
            throw new Refused(
                    new Forbidden("no-session", "只有浏览器会话可以切换任职；接口调用请用 Mingjia-Capacity 头"));
        }
        var checks = new FieldChecks();
        checks.require(choice.capacityId() != null, "#/capacityId", "required", "请选择任职");
        checks.done();
        UUID chosen = java.util.Objects.requireNonNull(choice.capacityId());
        return transactor
                .inTransaction(tx ->
                        Mono.from(
                                        tx.update(SESSION)
                                                .set(SESSION.CAPACITY_ID, CAPACITY.ID)
                                                .from(CAPACITY)
                                                .where(SESSION.TOKEN_HASH.eq(Secrets.hash(secret)))
                                                .and(CAPACITY.ID.eq(chosen))
                                                .and(CAPACITY.ACCOUNT_ID.eq(caller.accountId()))
                                                .and(CAPACITY.ENDED_AT.isNull()))
                                .filter(changed -> changed == 1))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("任职", chosen.toString()))))
                .flatMap(_ -> views.of(HttpStatus.OK, caller.accountId(), chosen, secret));
    }
}
