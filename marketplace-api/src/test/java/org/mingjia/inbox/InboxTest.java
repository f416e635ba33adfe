package org.mingjia.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Noticed.COUNTY;
import static org.mingjia.Noticed.priced;
import static org.mingjia.Noticed.seller;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.Noticed;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages as their readers have them. */
class InboxTest {

    private static final String ITEM = "S-ZX-010";

    @Test
    void messagesAreCountedReadOnceAndFiltered() {
        Person owner = People.of(Scratch.market()).enterprise();
        var request = Noticed.of(ITEM).by(owner).publish().then("question.asked");
        Noticed.settled();
        JsonNode newest = owner.get("/api/inbox").body().at("/items/0");

        assertThat(newest.path("kind").asString()).isEqualTo("question.asked");
        assertThat(newest.path("title").asString()).isEqualTo("收到新的提问：" + request.title());
        assertThat(owner.get("/api/inbox/unread").number("unread")).isEqualTo(2);
        String reads = "/api/inbox/" + newest.path("id").asLong() + "/reads";
        assertThat(owner.post(reads, Map.of()).status()).isEqualTo(204);
        String first = readAt(newest);
        assertThat(owner.post(reads, Map.of()).status()).isEqualTo(204);
        assertThat(readAt(newest)).isEqualTo(first).isNotNull();
        assertThat(owner.get("/api/inbox/unread").number("unread")).isEqualTo(1);
        assertThat(owner.get("/api/inbox?unread=true").body().at("/items/0/kind").asString())
                .isEqualTo("request.published");
        assertThat(owner.get("/api/inbox").number("total")).isEqualTo(2);
    }

    private static String readAt(JsonNode message) {
        return Scratch.ask(
                "select read_at from inbox_message where id = ?", message.path("id").asLong());
    }

    @Test
    void anothersMessageIsNotFoundAndStaysUnread() {
        Person owner = People.of(Scratch.market()).enterprise();
        Person stranger = People.of(Scratch.market()).enterprise();
        Noticed.of(ITEM).by(owner).publish();
        Noticed.settled();
        long id = owner.get("/api/inbox").body().at("/items/0/id").asLong();

        assertThat(stranger.post("/api/inbox/" + id + "/reads", Map.of()).status()).isEqualTo(404);
        assertThat(stranger.get("/api/inbox").number("total")).isZero();
        assertThat(stranger.get("/api/inbox/stream?after=0").body().path("items").size()).isZero();
        assertThat(owner.get("/api/inbox/unread").number("unread")).isEqualTo(1);
    }

    @Test
    void theOperatorIsToldOfObjections() {
        var request = Noticed.of(ITEM).publish().then("objection.filed");
        Noticed.settled();

        String messages =
                Scratch.market()
                        .operator()
                        .get()
                        .uri("/api/inbox?limit=100")
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(messages).contains(request.number(), "objection.filed");
    }

    @Test
    void aMessageReachesItsReaderWithinTwoSecondsAndNobodyElse() throws IOException {
        Person agency = priced(seller("消息甲", ITEM, COUNTY), ITEM, COUNTY, 500_000);
        Person stranger = People.of(Scratch.market()).enterprise();
        try (var reader = new Reader(agency, null);
                var other = new Reader(stranger, null)) {
            reader.line(":");
            other.line(":");
            var request = Noticed.of(ITEM).publish();
            long committed = System.nanoTime();

            JsonNode message = reader.message();
            assertThat(Duration.ofNanos(System.nanoTime() - committed))
                    .isLessThan(Duration.ofSeconds(2));
            assertThat(message.path("kind").asString()).isEqualTo("request.matched");
            assertThat(message.path("subject").asString()).isEqualTo(request.number());
            assertThat(other.heardNothingFor(Duration.ofSeconds(1))).isTrue();
        }
    }

    @Test
    void whoComesBackGetsWhatItMissedOnceAndInOrder() throws IOException {
        Person owner = People.of(Scratch.market()).enterprise();
        long seen = Scratch.count("select coalesce(max(id), 0) from inbox_message");
        var request = Noticed.of(ITEM).by(owner).publish();
        for (int n = 0; n < 250; n++) {
            request.then("question.asked");
        }
        Noticed.settled();

        try (var reader = new Reader(owner, Long.toString(seen))) {
            long before = seen;
            for (int n = 0; n < 251; n++) {
                long id = reader.message().path("id").asLong();
                assertThat(id).isGreaterThan(before);
                before = id;
            }
            request.then("request.amended").then("request.closed");
            assertThat(reader.message().path("kind").asString()).isEqualTo("request.closed");
        }
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        People.of(Scratch.market())
                .enterprise()
                .http()
                .get()
                .uri("/api/inbox/stream")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "yesterday")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void whatWasToldIsNeverChanged() {
        Noticed.of(ITEM).publish();
        Noticed.settled();

        org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                        Scratch.ask(
                                "update inbox_message set title = '另一个标题' where id = (select max(id) from inbox_message) returning id"))
                .hasStackTraceContaining("a message is never changed");
    }

    /** A reader of the stream on a socket of its own. */
    private static final class Reader implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader lines;

        Reader(Person person, String lastEventId) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), Scratch.market().port());
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("GET /api/inbox/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: "
                                            + person.cookie()
                                            + (lastEventId == null
                                                    ? ""
                                                    : "\r\nLast-Event-ID: " + lastEventId)
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The next line that begins so. */
        String line(String begin) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(begin)) {
                    return line;
                }
            }
            throw new IOException("the stream ended");
        }

        JsonNode message() throws IOException {
            return JsonMapper.shared().readTree(line("data:").substring(5));
        }

        boolean heardNothingFor(Duration time) throws IOException {
            socket.setSoTimeout((int) time.toMillis());
            try {
                line("data:");
                return false;
            } catch (java.net.SocketTimeoutException nothing) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
