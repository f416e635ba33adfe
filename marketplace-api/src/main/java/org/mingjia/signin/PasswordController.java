package org.mingjia.signin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mingjia.identity.Caller;
import org.mingjia.identity.PasswordSignIn;
import org.mingjia.identity.Passwords;
import org.mingjia.identity.Sessions;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.OfIdentity.CredentialsRefused;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Changing one's password, and getting a new one with the operator's code. */
@RestController
@Tag(name = "登录")
class PasswordController {

    private final PasswordSignIn signIn;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Transactor transactor;

    PasswordController(
            PasswordSignIn signIn, Passwords passwords, Sessions sessions, Transactor transactor) {
        this.signIn = signIn;
        this.passwords = passwords;
        this.sessions = sessions;
        this.transactor = transactor;
    }

    /** From one password to another. */
    record Change(@Nullable String currentPassword, @Nullable String newPassword) {
        @Override
        public String toString() {
            return "Change[]";
        }
    }

    /** A code for a password. */
    record Reset(@Nullable String token, @Nullable String newPassword) {
        @Override
        public String toString() {
            return "Reset[]";
        }
    }

    @PostMapping("/api/password-changes")
    @Access(Access.Audience.SIGNED_IN)
    @SecurityRequirement(name = "session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "修改密码", description = "该账户的所有会话与令牌随即失效，须重新登录")
    Mono<ResponseEntity<Void>> change(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Caller caller,
            @RequestBody Change asked) {
        var checks = new FieldChecks();
        String current = asked.currentPassword() == null ? "" : asked.currentPassword();
        checks.require(
                !current.isEmpty() && current.length() <= 1000,
                "#/currentPassword",
                "required",
                "请填写当前密码");
        Passwords.check(checks, "#/newPassword", asked.newPassword(), caller.username());
        checks.done();
        return signIn.prove(exchange, caller.username(), current, null)
                .onErrorMap(
                        refused ->
                                refused instanceof Refused known
                                        && known.refusal() instanceof CredentialsRefused,
                        _ ->
                                new Refused(
                                        new ContentRefused(
                                                "#/currentPassword", "password-wrong", "当前密码不正确")))
                .then(passwords.hash(String.valueOf(asked.newPassword())))
                .flatMap(hash ->
                        transactor.inTransaction(tx ->
                                Accounts.password(tx, caller.accountId(), hash)
                                        .then(Accounts.forgetCodes(tx, caller.accountId()))
                                        .then(
                                                Accounts.tell(
                                                        tx,
                                                        caller.username(),
                                                        "account.password-changed",
                                                        caller.username()))
                                        .thenReturn(true)))
                .map(_ -> {
                    sessions.hand(exchange, null);
                    return ResponseEntity.noContent().build();
                });
    }

    @PostMapping("/api/password-resets")
    @Access(Access.Audience.EVERYONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "以重置码设置新密码", description = "重置码由运行机构签发，限用一次")
    Mono<ResponseEntity<Void>> reset(@RequestBody Reset asked) {
        var checks = new FieldChecks();
        String token = checks.text("#/token", "重置码", asked.token(), 1, 200);
        Passwords.check(checks, "#/newPassword", asked.newPassword(), "");
        checks.done();
        return passwords
                .hash(String.valueOf(asked.newPassword()))
                .flatMap(hash ->
                        transactor.inTransaction(
                                tx -> Accounts.reset(tx, token, hash).thenReturn(true)))
                .map(_ -> ResponseEntity.noContent().build());
    }
}
