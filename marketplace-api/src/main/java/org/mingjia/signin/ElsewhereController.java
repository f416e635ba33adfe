package org.mingjia.signin;

import static org.mingjia.db.Tables.ACCOUNT;
import static org.mingjia.db.Tables.EXTERNAL_IDENTITY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.identity.Issuers;
import org.mingjia.identity.Secrets;
import org.mingjia.identity.Sessions;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfIdentity.SignInElsewhereFailed;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** 统一登录: OpenID Connect, authorization code with PKCE; it ends in the same session. */
@RestController
@Tag(name = "登录")
class ElsewhereController {

    private static final URI AFTERWARDS = URI.create("/workbench");

    private final Issuers issuers;
    private final Sessions sessions;
    private final Transactor transactor;
    // of a public client, which has no secret that instances share
    private final Mono<String> ownSecret = Secrets.fresh("").cache();

    ElsewhereController(Issuers issuers, Sessions sessions, Transactor transactor) {
        this.issuers = issuers;
        this.sessions = sessions;
        this.transactor = transactor;
    }

    @GetMapping("/api/session/oidc/{issuer}")
    @Access(Access.Audience.EVERYONE)
    @ResponseStatus(HttpStatus.FOUND)
    @Operation(
            summary = "前往统一登录",
            description = "302 至统一登录平台；完成后回到 callback，再到 next（本站地址，如 /workbench/prices）")
    Mono<ResponseEntity<Void>> leave(
            ServerWebExchange exchange,
            @PathVariable String issuer,
            @RequestParam(required = false) @Nullable @Size(max = 500) String next) {
        Issuers.Known known = known(issuer);
        return Mono.zip(
                        known.addresses(),
                        ElsewhereState.fresh(issuer, placeHere(next)),
                        secret(known))
                .flatMap(all -> {
                    var state = all.getT2();
                    URI there =
                            UriComponentsBuilder.fromUriString(all.getT1().authorization())
                                    .queryParam("response_type", "code")
                                    .queryParam("client_id", "{client}")
                                    .queryParam("redirect_uri", "{back}")
                                    .queryParam("scope", "openid profile")
                                    .queryParam("state", state.state())
                                    .queryParam("nonce", state.nonce())
                                    .queryParam("code_challenge", state.challenge())
                                    .queryParam("code_challenge_method", "S256")
                                    .encode()
                                    .buildAndExpand(
                                            known.settings().clientId(), back(exchange, issuer))
                                    .toUri();
                    return state.keep(exchange, all.getT3()).thenReturn(goTo(there));
                });
    }

    @GetMapping("/api/session/oidc/{issuer}/callback")
    @Access(Access.Audience.EVERYONE)
    @ResponseStatus(HttpStatus.FOUND)
    @Operation(
            summary = "统一登录回到本站",
            description = "302 至 next 或工作台，会话 Cookie 已设置；未成功时 302 至登录页，failed 为原因")
    Mono<ResponseEntity<Void>> comeBack(
            ServerWebExchange exchange,
            @PathVariable String issuer,
            @RequestParam(required = false) @Nullable @Size(max = 4000) String code,
            @RequestParam(required = false) @Nullable @Size(max = 400) String state,
            @RequestParam(required = false) @Nullable @Size(max = 400) String error,
            @RequestParam(name = "error_description", required = false) @Nullable @Size(max = 2000)
                    String errorDescription,
            @RequestParam(name = "session_state", required = false) @Nullable @Size(max = 400)
                    String sessionState,
            @RequestParam(required = false) @Nullable @Size(max = 400) String iss) {
        Issuers.Known known = known(issuer);
        return secret(known)
                .flatMap(secret -> ElsewhereState.back(exchange, secret))
                .filter(kept -> kept.issuer().equals(issuer) && kept.state().equals(state))
                .switchIfEmpty(failed("state-mismatch", "登录没有从本站开始，或已超过十分钟，请重新登录"))
                .flatMap(kept ->
                        (code == null
                                        ? ElsewhereController.<Jwt>failed(
                                                "denied-there", "统一登录平台没有同意这次登录")
                                        : known.exchange(
                                                code,
                                                back(exchange, issuer),
                                                kept.verifier(),
                                                kept.nonce()))
                                .flatMap(token -> begin(known, token))
                                .map(session -> {
                                    sessions.hand(exchange, session);
                                    return goTo(kept.next());
                                }))
                .onErrorResume(Refused.class, ElsewhereController::backToSignIn);
    }

    private Mono<String> begin(Issuers.Known known, Jwt token) {
        return transactor.inTransaction(
                tx -> account(tx, known, token).flatMap(account -> sessions.begin(tx, account)));
    }

    /** Where to go on: a page of this site, never another host's, which a link could name too. */
    private static URI placeHere(@Nullable String next) {
        if (next == null || !next.startsWith("/") || next.startsWith("//")) {
            return AFTERWARDS;
        }
        try {
            return URI.create(next);
        } catch (IllegalArgumentException noAddress) {
            return AFTERWARDS;
        }
    }

    /** A person in a browser is told on the page on which signing in began, not in JSON. */
    private static Mono<ResponseEntity<Void>> backToSignIn(Refused refused) {
        return refused.refusal() instanceof SignInElsewhereFailed(var rule, _)
                ? Mono.just(goTo(URI.create("/sign-in?failed=" + rule)))
                : Mono.error(refused);
    }

    /** The account of an identity; one who comes for the first time gets one without a capacity. */
    private static Mono<UUID> account(DSLContext tx, Issuers.Known known, Jwt token) {
        String issuer = known.settings().issuer().toString();
        return Mono.from(
                        tx.select(EXTERNAL_IDENTITY.ACCOUNT_ID, ACCOUNT.DISABLED_AT)
                                .from(EXTERNAL_IDENTITY)
                                .join(ACCOUNT)
                                .on(ACCOUNT.ID.eq(EXTERNAL_IDENTITY.ACCOUNT_ID))
                                .where(EXTERNAL_IDENTITY.ISSUER.eq(issuer))
                                .and(EXTERNAL_IDENTITY.SUBJECT.eq(Issuers.subject(token))))
                .map(row -> {
                    if (row.value2() != null) {
                        throw new Refused(new SignInElsewhereFailed("account-disabled", "该账户已停用"));
                    }
                    return row.value1();
                })
                .switchIfEmpty(Mono.defer(() -> firstTime(tx, known, token)));
    }

    private static Mono<UUID> firstTime(DSLContext tx, Issuers.Known known, Jwt token) {
        String issuer = known.settings().issuer().toString();
        // a name of its own: an account is never taken over because somebody there is called the
        // same
        String username =
                known.settings().id()
                        + "-"
                        + java.util.HexFormat.of()
                                .formatHex(Secrets.hash(issuer + " " + Issuers.subject(token)))
                                .substring(0, 16);
        return Registration.account(tx, username, displayName(token, username), null)
                .flatMap(account ->
                        Mono.from(
                                        tx.insertInto(EXTERNAL_IDENTITY)
                                                .set(EXTERNAL_IDENTITY.ISSUER, issuer)
                                                .set(
                                                        EXTERNAL_IDENTITY.SUBJECT,
                                                        Issuers.subject(token))
                                                .set(EXTERNAL_IDENTITY.ACCOUNT_ID, account))
                                .then(Accounts.tell(tx, username, "account.linked", username))
                                .thenReturn(account));
    }

    private static String displayName(Jwt token, String otherwise) {
        for (String claim : new String[] {"name", "preferred_username"}) {
            String said = token.getClaimAsString(claim);
            if (said != null
                    && !said.isBlank()
                    && said.length() <= 100
                    && org.mingjia.platform.FieldChecks.isPrintable(said)) {
                return said.strip();
            }
        }
        return otherwise;
    }

    private Issuers.Known known(String issuer) {
        Issuers.Known known = issuers.find(issuer);
        if (known == null) {
            throw new Refused(new NotFound("统一登录平台", issuer));
        }
        return known;
    }

    private Mono<String> secret(Issuers.Known known) {
        String secret = known.settings().clientSecret();
        return secret == null ? ownSecret : Mono.just(secret);
    }

    private static String back(ServerWebExchange exchange, String issuer) {
        return UriComponentsBuilder.fromUri(exchange.getRequest().getURI())
                .replacePath("/api/session/oidc/" + issuer + "/callback")
                .replaceQuery(null)
                .build()
                .toUriString();
    }

    private static ResponseEntity<Void> goTo(URI there) {
        return ResponseEntity.status(HttpStatus.FOUND).location(there).build();
    }

    private static <T> Mono<T> failed(String rule, String detail) {
        return Mono.error(() -> new Refused(new SignInElsewhereFailed(rule, detail)));
    }
}
