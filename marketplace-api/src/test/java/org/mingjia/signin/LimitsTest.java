package org.mingjia.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjia.Market;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** How often somebody may guess, in turn and at once, before and behind a proxy. */
class LimitsTest {

    private static final int MOST = 3;
    private static final String PROXY = "127.0.0.2";
    private static final AtomicInteger ADDRESS = new AtomicInteger();

    private static Market limited;

    private final People people = People.of(Scratch.market());

    /** Stays open: closing a second market in one process ends the event loops of the first. */
    private static synchronized Market limited() {
        if (limited == null) {
            limited =
                    Scratch.beside(
                            "--mingjia.sign-in.failures-per-minute=" + MOST,
                            "--mingjia.offers.checks-per-minute=" + MOST,
                            "--mingjia.http.trusted-proxies=" + PROXY);
        }
        return limited;
    }

    /** An address that nobody had before. */
    private static String address() {
        return "198.51.100." + ADDRESS.incrementAndGet();
    }

    private static WebTestClient.ResponseSpec signIn(
            WebTestClient by, String name, String password) {
        return by.post()
                .uri("/api/session")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("username", name, "password", password))
                .exchange();
    }

    private static int guess(String name) {
        return Answer.of(signIn(Scratch.market().http(), name, "a wrong password")).status();
    }

    /** A guess that comes from an address of this machine, and says that it comes from another. */
    private static String guess(String from, String said, String name) {
        byte[] body =
                JsonMapper.shared()
                        .writeValueAsBytes(
                                Map.of("username", name, "password", "a wrong password"));
        return post(from, said, "/api/session", body);
    }

    private static String post(String from, String said, String path, byte[] body) {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), limited().port()));
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(
                    ("POST "
                                    + path
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "X-Forwarded-For: "
                                    + said
                                    + "\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String status(String answer) {
        return answer.substring(9, 12);
    }

    @Test
    void ofTwentyWrongPasswordsAtOnceFiveCountAndTheAccountIsLocked() {
        var known = people.enterprise();

        var statuses =
                IntStream.range(0, 20)
                        .mapToObj(_ -> Scratch.beside(() -> guess(known.username())))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(statuses).containsOnly(401);
        assertThat(
                        Scratch.ask(
                                "select failed_attempts || ' ' || (locked_until > now()) from account where username = ?",
                                known.username()))
                .isEqualTo("5 true");
        assertThat(
                        Answer.of(
                                        signIn(
                                                Scratch.market().http(),
                                                known.username(),
                                                People.PASSWORD))
                                .problem())
                .isEqualTo("credentials-refused");
    }

    @Test
    void theOperatorUnlocksAndTheCountBeginsAnew() {
        var known = people.enterprise();
        IntStream.range(0, 5).forEach(_ -> guess(known.username()));

        Scratch.market()
                .operator()
                .post()
                .uri("/api/accounts/" + known.username() + "/unlocks")
                .exchange()
                .expectStatus()
                .isNoContent();
        IntStream.range(0, 4).forEach(_ -> guess(known.username()));

        assertThat(people.signIn(known.username(), People.PASSWORD).session().at("/account"))
                .isNotNull();
    }

    @Test
    void anAddressWithTooManyGuessesHasToWaitWhateverNameItTries() {
        String there = address();
        for (int n = 0; n < MOST; n++) {
            assertThat(status(guess(PROXY, there, "somebody" + n + there))).isEqualTo("401");
        }

        String refused = guess(PROXY, there, "another" + there);

        assertThat(status(refused)).isEqualTo("429");
        assertThat(refused)
                .contains("/problems/too-many-attempts")
                .containsPattern("(?i)retry-after: [1-9]");
        assertThat(status(guess(PROXY, address(), "another" + there))).isEqualTo("401");
    }

    @Test
    void aNameWithTooManyGuessesHasToWaitWhereverTheyComeFromAndWhetherItExistsOrNot() {
        for (String name : List.of(people.enterprise().username(), "nobody" + address())) {
            for (int n = 0; n < MOST; n++) {
                assertThat(status(guess(PROXY, address(), name))).isEqualTo("401");
            }
            assertThat(status(guess(PROXY, address(), name))).isEqualTo("429");
        }
    }

    @Test
    void whoIsNoProxyOfOursCannotTakeAnotherAddress() {
        String here = "127.0.1." + ADDRESS.incrementAndGet();
        for (int n = 0; n < MOST; n++) {
            assertThat(status(guess(here, address(), "made-up" + n + here))).isEqualTo("401");
        }

        assertThat(status(guess(here, address(), "made-up" + here))).isEqualTo("429");
    }

    @Test
    void manyGuessesAtOnceExceedTheBoundOnlyByThoseComputedSideBySide() {
        String there = address();
        limited();

        var statuses =
                IntStream.range(0, 20)
                        .mapToObj(n ->
                                Scratch.beside(
                                        () -> status(guess(PROXY, there, "crowd" + n + there))))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        int sideBySide = Math.max(2, Runtime.getRuntime().availableProcessors());
        assertThat(statuses).containsOnly("401", "429");
        assertThat(statuses.stream().filter("401"::equals).count())
                .isBetween((long) MOST, (long) MOST + sideBySide);
    }

    @Test
    void aCallerWhoChecksChargesTooOftenHasToWaitAndNoOther() {
        String there = address();
        for (int n = 0; n < MOST; n++) {
            assertThat(status(post(PROXY, there, "/api/charge-checks", new byte[] {'{', '}'})))
                    .isEqualTo("422");
        }

        String refused = post(PROXY, there, "/api/charge-checks", new byte[] {'{', '}'});

        assertThat(status(refused)).isEqualTo("429");
        assertThat(refused).containsPattern("(?i)retry-after: [1-9]");
        assertThat(status(post(PROXY, address(), "/api/charge-checks", new byte[] {'{', '}'})))
                .isEqualTo("422");
    }
}
