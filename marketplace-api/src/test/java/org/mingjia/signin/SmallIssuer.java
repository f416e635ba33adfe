package org.mingjia.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small OpenID Connect issuer on a port of its own: discovery, keys, an authorization endpoint
 * that agrees at once, and a token endpoint that insists on the client's secret, on PKCE and on
 * each code being used once.
 */
final class SmallIssuer implements AutoCloseable {

    static final String CLIENT = "mingjia";
    static final String SECRET = "a secret of the client";

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile String subject = "nobody";

    private SmallIssuer(HttpServer server, RSAKey key) {
        this.server = server;
        this.key = key;
    }

    static SmallIssuer start() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var issuer =
                    new SmallIssuer(server, new RSAKeyGenerator(2048).keyID("one").generate());
            server.createContext("/.well-known/openid-configuration", issuer::discovery);
            server.createContext("/keys", issuer::keys);
            server.createContext("/authorize", issuer::authorize);
            server.createContext("/token", issuer::token);
            server.start();
            return issuer;
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Who signs in there from now on. */
    void becomes(String who) {
        subject = who;
    }

    /** A token as the issuer would sign it. */
    String signed(Map<String, Object> claims) {
        try {
            var set =
                    new JWTClaimsSet.Builder()
                            .issuer(url())
                            .issueTime(Date.from(Instant.now()))
                            .expirationTime(Date.from(Instant.now().plusSeconds(300)));
            claims.forEach(set::claim);
            var jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
                            set.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void discovery(HttpExchange exchange) {
        answer(
                exchange,
                200,
                Map.of(
                        "issuer",
                        url(),
                        "authorization_endpoint",
                        url() + "/authorize",
                        "token_endpoint",
                        url() + "/token",
                        "jwks_uri",
                        url() + "/keys"));
    }

    private void keys(HttpExchange exchange) {
        answer(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject());
    }

    private void authorize(HttpExchange exchange) {
        var asked = form(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        asked.get("redirect_uri")
                                + "?code="
                                + code
                                + "&state="
                                + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8));
        send(exchange, 302, new byte[0]);
    }

    private void token(HttpExchange exchange) {
        try {
            var said =
                    form(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            var asked = codes.remove(said.getOrDefault("code", ""));
            String basic =
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (CLIENT + ":" + SECRET)
                                                    .getBytes(StandardCharsets.UTF_8));
            boolean right =
                    asked != null
                            && basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                            && asked.get("redirect_uri").equals(said.get("redirect_uri"))
                            && asked.get("code_challenge")
                                    .equals(challenge(said.get("code_verifier")));
            if (!right) {
                answer(exchange, 400, Map.of("error", "invalid_grant"));
                return;
            }
            answer(
                    exchange,
                    200,
                    Map.of(
                            "token_type",
                            "Bearer",
                            "access_token",
                            "unused",
                            "id_token",
                            signed(
                                    Map.of(
                                            "sub",
                                            subject,
                                            "aud",
                                            CLIENT,
                                            "name",
                                            "某统一身份",
                                            "nonce",
                                            asked.get("nonce")))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> form(String text) {
        return Stream.of(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    static Map<String, String> query(URI address) {
        return form(address.getRawQuery());
    }

    private static void answer(HttpExchange exchange, int status, Object body) {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, JsonMapper.shared().writeValueAsBytes(body));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
