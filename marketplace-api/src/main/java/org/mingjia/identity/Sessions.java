package org.mingjia.identity;

import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.SESSION;

import java.time.Duration;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.MingjiaSettings;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sessions of browsers: a random cookie, of which the database keeps the hash. A session ends when
 * it is not used, at the latest after {@code sessionLongest}, and at once with any change of the
 * account's password or capacities.
 */
@Component
public final class Sessions {

    static final String COOKIE = "mingjia_session";

    private static final String BEGIN =
            """
            insert into session (token_hash, account_id, credentials_version, expires_at)
            select {0}, id, credentials_version,
                   now() + least({2}, {3}) * interval '1 second'
              from account where id = {1} and disabled_at is null
            """;

    private final MingjiaSettings.SignIn settings;

    Sessions(MingjiaSettings settings) {
        this.settings = settings.signIn();
    }

    /** Begins one for an account; the secret goes into the cookie and is kept nowhere. */
    public Mono<String> begin(DSLContext tx, UUID account) {
        return Secrets.fresh("")
                .flatMap(secret ->
                        Mono.from(
                                        tx.query(
                                                BEGIN,
                                                val(Secrets.hash(secret)),
                                                val(account),
                                                Callers.seconds(settings.sessionIdle()),
                                                Callers.seconds(settings.sessionLongest())))
                                .thenReturn(secret));
    }

    /** Ends one. */
    public Mono<Integer> end(DSLContext tx, String secret) {
        return Mono.from(
                tx.update(SESSION)
                        .set(SESSION.ENDED_AT, currentOffsetDateTime())
                        .where(SESSION.TOKEN_HASH.eq(Secrets.hash(secret)))
                        .and(SESSION.ENDED_AT.isNull()));
    }

    /** Hands the secret to the browser; null takes it away. */
    public void hand(ServerWebExchange exchange, @Nullable String secret) {
        exchange.getResponse()
                .addCookie(
                        ResponseCookie.from(COOKIE, secret == null ? "" : secret)
                                .httpOnly(true)
                                .secure(isSecure(exchange))
                                // a page comes without it and asks for its data with it
                                .sameSite("Strict")
                                .path("/")
                                .maxAge(secret == null ? Duration.ZERO : settings.sessionLongest())
                                .build());
    }

    /** Whether the request came over TLS, as seen from the browser where a proxy is trusted. */
    public static boolean isSecure(ServerWebExchange exchange) {
        return "https".equalsIgnoreCase(exchange.getRequest().getURI().getScheme());
    }
}
