package org.mingjia.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refusal.OfIdentity.CredentialsRefused;
import org.mingjia.platform.Refusal.OfIdentity.Forbidden;
import org.mingjia.platform.Refused;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Reads what a request shows: a session's cookie, a name and a password, a key or a token. Wrong
 * ones in a header are refused wherever they are shown; a session that has ended is nobody's.
 */
@Component
final class Credentials {

    static final String CAPACITY_HEADER = "Mingjia-Capacity";
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final int LONGEST = 8192;

    private final Callers callers;
    private final PasswordSignIn passwords;
    private final Issuers issuers;

    Credentials(Callers callers, PasswordSignIn passwords, Issuers issuers) {
        this.callers = callers;
        this.passwords = passwords;
        this.issuers = issuers;
    }

    /** The step of the chain that makes the caller known to all that follows. */
    Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return shown(exchange)
                .map(known ->
                        chain.filter(exchange)
                                .contextWrite(
                                        ReactiveSecurityContextHolder.withAuthentication(known)))
                .defaultIfEmpty(chain.filter(exchange))
                .flatMap(rest -> rest);
    }

    WebFilter filter() {
        return this::filter;
    }

    private Mono<Authenticated> shown(ServerWebExchange exchange) {
        String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            return inHeader(exchange, header)
                    .map(caller -> new Authenticated(caller, false))
                    .switchIfEmpty(refused());
        }
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(Sessions.COOKIE);
        boolean asksForData = exchange.getRequest().getPath().value().startsWith("/api/");
        if (cookie == null || !asksForData) {
            return Mono.empty();
        }
        return callers.bySession(cookie.getValue())
                .map(caller -> new Authenticated(caller, forgeable(exchange, cookie.getValue())));
    }

    private static boolean forgeable(ServerWebExchange exchange, String session) {
        String said = exchange.getRequest().getHeaders().getFirst(CSRF_HEADER);
        return !SAFE.contains(exchange.getRequest().getMethod())
                && (said == null || !Secrets.same(said, Secrets.csrfToken(session)));
    }

    private Mono<Caller> inHeader(ServerWebExchange exchange, String header) {
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space);
        String value = space < 0 ? "" : header.substring(space + 1).strip();
        UUID capacity = capacity(exchange);
        if (value.isEmpty() || value.length() > LONGEST) {
            return Mono.empty();
        }
        Mono<Caller> found =
                scheme.equalsIgnoreCase("Basic")
                        ? basic(exchange, value, capacity)
                        : scheme.equalsIgnoreCase("Bearer") ? bearer(value, capacity) : Mono.empty();
        return found.doOnNext(caller -> {
            if (capacity != null && !capacity.equals(caller.capacityId())) {
                throw new Refused(
                        new Forbidden("not-your-capacity", CAPACITY_HEADER + " 不是该账户现有的任职"));
            }
        });
    }

    private Mono<Caller> basic(ServerWebExchange exchange, String value, @Nullable UUID capacity) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return Mono.empty();
        }
        int colon = pair.indexOf(':');
        return colon < 0
                ? Mono.empty()
                : passwords.prove(
                        exchange, pair.substring(0, colon), pair.substring(colon + 1), capacity);
    }

    private Mono<Caller> bearer(String value, @Nullable UUID capacity) {
        return callers.byKey(value)
                .switchIfEmpty(Mono.defer(() -> issuers.bearer(value, capacity)));
    }

    private static @Nullable UUID capacity(ServerWebExchange exchange) {
        String said = exchange.getRequest().getHeaders().getFirst(CAPACITY_HEADER);
        if (said == null) {
            return null;
        }
        try {
            return UUID.fromString(said);
        } catch (IllegalArgumentException malformed) {
            throw new Refused(
                    new MalformedParameter(
                            CAPACITY_HEADER,
                            "malformed",
                            CAPACITY_HEADER + " 应为任职的标识（UUID）",
                            null,
                            List.of()));
        }
    }

    private static <T> Mono<T> refused() {
        return Mono.error(() -> new Refused(new CredentialsRefused()));
    }
}
