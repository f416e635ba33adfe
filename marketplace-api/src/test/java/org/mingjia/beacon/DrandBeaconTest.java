package org.mingjia.beacon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjia.platform.MingjiaSettings;

/**
 * A drand-shaped server on this machine: rounds that are out, that are not yet, and that are
 * forged.
 */
class DrandBeaconTest {

    private static final String SIGNATURE = "8d2a".repeat(24);
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Map<String, String> rounds = new ConcurrentHashMap<>();
    private HttpServer server;
    private Beacon beacon;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String round = rounds.get(exchange.getRequestURI().getPath());
                    byte[] body =
                            round == null ? new byte[0] : round.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            round == null ? 404 : 200, round == null ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        beacon =
                new DrandBeacon(
                        new MingjiaSettings.Beacon(
                                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                                "abc",
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(10)));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void out(long round, long says, String randomness) {
        rounds.put(
                "/abc/public/" + round,
                "{\"round\":%d,\"randomness\":\"%s\",\"signature\":\"%s\"}"
                        .formatted(says, randomness, SIGNATURE));
    }

    private static String hash() throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(HexFormat.of().parseHex(SIGNATURE)));
    }

    @Test
    void theRoundThatIsNamedIsTheFirstAfterTheMargin() {
        // round 1 is out at 00:00:00, round 2 at 00:00:30, round 3 at 00:01:00
        assertThat(named("2026-01-01T00:00:00Z")).isEqualTo("2 2026-01-01T00:00:30Z");
        assertThat(named("2026-01-01T00:00:19Z")).isEqualTo("2 2026-01-01T00:00:30Z");
        assertThat(named("2026-01-01T00:00:20Z")).isEqualTo("3 2026-01-01T00:01:00Z");
        assertThat(named("2026-01-01T08:00:25+08:00")).isEqualTo("3 2026-01-01T00:01:00Z");
    }

    private String named(String after) {
        var round = beacon.next(OffsetDateTime.parse(after)).block(WAIT);
        return round.number() + " " + round.at().toInstant();
    }

    @Test
    void aRoundIsTakenWhenItIsOutAndItsRandomnessIsOfItsSignature() throws Exception {
        assertThatThrownBy(() -> beacon.value("abc", 7).block(WAIT)).hasMessageContaining("404");

        out(7, 7, hash());

        assertThat(beacon.value("abc", 7).block(WAIT))
                .isEqualTo(new Beacon.Value(hash(), SIGNATURE, false));
    }

    @Test
    void anotherRoundAndForgedRandomnessAreRefused() throws Exception {
        out(7, 8, hash());
        assertThatThrownBy(() -> beacon.value("abc", 7).block(WAIT))
                .hasMessageContaining("not round 7");

        out(7, 7, "00".repeat(32));
        assertThatThrownBy(() -> beacon.value("abc", 7).block(WAIT))
                .hasMessageContaining("not round 7");

        rounds.put("/abc/public/7", "{}");
        assertThatThrownBy(() -> beacon.value("abc", 7).block(WAIT))
                .hasMessageContaining("not round 7");
    }

    @Test
    void withoutABeaconNothingIsNamedAndNothingTakesAPlace() {
        var none = new CommitReveal();

        assertThat(none.next(OffsetDateTime.parse("2026-01-01T00:00:00Z")).blockOptional(WAIT))
                .isEmpty();
        assertThatThrownBy(() -> none.value("abc", 7).block(WAIT))
                .hasMessageContaining("waited for");
    }
}
