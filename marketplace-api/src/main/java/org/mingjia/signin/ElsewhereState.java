package org.mingjia.signin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.identity.Secrets;
import org.mingjia.identity.Sessions;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What is remembered between leaving for an issuer and coming back: not in the service but in a
 * cookie of ten minutes, encrypted and authenticated (AES-GCM), so that any instance can go on.
 *
 * @param issuer the issuer's short name
 * @param state what has to come back
 * @param nonce what the identity token has to say
 * @param verifier of PKCE
 * @param next where on this site to go on
 */
record ElsewhereState(String issuer, String state, String nonce, String verifier, URI next) {

    private static final String COOKIE = "mingjia_oidc";
    private static final String PATH = "/api/session/oidc";
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    static Mono<ElsewhereState> fresh(String issuer, URI next) {
        return Mono.zip(Secrets.fresh(""), Secrets.fresh(""), Secrets.fresh(""))
                .map(three ->
                        new ElsewhereState(
                                issuer, three.getT1(), three.getT2(), three.getT3(), next));
    }

    /** S256 of the verifier. */
    String challenge() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash(verifier));
    }

    Mono<Void> keep(ServerWebExchange exchange, String secret) {
        String text =
                String.join(
                        " ",
                        issuer,
                        state,
                        nonce,
                        verifier,
                        Long.toString(Instant.now().plus(GOOD_FOR).getEpochSecond()),
                        next.toASCIIString());
        return Mono.fromCallable(() ->
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        cipher(secret)
                                                .encrypt(text.getBytes(StandardCharsets.UTF_8))))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(value -> hand(exchange, value, GOOD_FOR))
                .then();
    }

    /** What the cookie says, once: it is taken away. Empty when it is none of ours, or too old. */
    static Mono<ElsewhereState> back(ServerWebExchange exchange, String secret) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(COOKIE);
        if (cookie == null) {
            return Mono.empty();
        }
        hand(exchange, "", Duration.ZERO);
        return Mono.defer(() -> Mono.justOrEmpty(read(cookie.getValue(), secret)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static @Nullable ElsewhereState read(String value, String secret) {
        String text;
        try {
            text =
                    new String(
                            cipher(secret).decrypt(Base64.getUrlDecoder().decode(value)),
                            StandardCharsets.UTF_8);
        } catch (IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | NegativeArraySizeException notOurs) {
            return null;
        }
        List<String> parts = List.of(text.split(" ", -1));
        return parts.size() != 6
                        || Instant.now()
                                .isAfter(Instant.ofEpochSecond(Long.parseLong(parts.get(4))))
                ? null
                : new ElsewhereState(
                        parts.get(0),
                        parts.get(1),
                        parts.get(2),
                        parts.get(3),
                        URI.create(parts.get(5)));
    }

    private static BytesEncryptor cipher(String secret) {
        return AesGcmBytesEncryptor.withSecretKey(
                        new javax.crypto.spec.SecretKeySpec(
                                Secrets.hash(
                                        "what is remembered while signing in elsewhere " + secret),
                                "AES"))
                .build();
    }

    private static void hand(ServerWebExchange exchange, String value, Duration goodFor) {
        exchange.getResponse()
                .addCookie(
                        ResponseCookie.from(COOKIE, value)
                                .httpOnly(true)
                                .secure(Sessions.isSecure(exchange))
                                // it has to come along when the issuer sends the browser back
                                .sameSite("Lax")
                                .path(PATH)
                                .maxAge(goodFor)
                                .build());
    }

    @Override
    public String toString() {
        return "ElsewhereState[" + issuer + "]";
    }
}
