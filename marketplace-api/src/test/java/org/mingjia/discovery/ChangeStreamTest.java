package org.mingjia.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Sending.get;
import static org.mingjia.Sending.toScratch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.Table;

class ChangeStreamTest {

    @BeforeEach
    void everythingHasItsPlace() {
        Scratch.market();
        Scratch.waitUntilIndexed();
    }

    @Test
    void aReaderWhoComesBackGetsWhatItMissedOnceAndInOrder() throws IOException {
        long head = Scratch.count("select max(position) from event_order");

        try (var reader = new Reader(head - 900)) {
            var missed = run(head - 899, head);
            assertThat(reader.positions(missed.size())).containsExactlyElementsOf(missed);
        }
    }

    @Test
    void aSlowReaderGetsEveryChangeOnceToo() throws IOException {
        long head = Scratch.count("select max(position) from event_order");

        try (var reader = new Reader(0)) {
            reader.waitUntilTheServerIsHeldUp();
            var all = run(1, head);
            assertThat(reader.positions(all.size())).containsExactlyElementsOf(all);
        }
    }

    @Test
    void aPublicationReachesItsReadersWithinTwoSeconds() throws IOException {
        long head = Scratch.count("select max(position) from event_order");
        try (var reader = new Reader(head)) {
            reader.waitUntilOpen();
            toScratch().file("s.csv", Table.items("S-SSE-", 1)).send();
            long committed = System.nanoTime();

            assertThat(reader.positions(2)).containsExactly(head + 1, head + 2);
            assertThat(Duration.ofNanos(System.nanoTime() - committed))
                    .isLessThan(Duration.ofSeconds(2));
        }
        var page = get("/api/changes?after={head}", head).body().path("items");
        assertThat(page.valueStream().map(c -> c.path("kind").asString()))
                .containsExactly("item.published", "act-item.published");
        assertThat(page.at("/0/code").asString()).isEqualTo("S-SSE-1");
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        var answer =
                Scratch.market()
                        .http()
                        .get()
                        .uri("/api/changes")
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", "yesterday")
                        .exchange();
        answer.expectStatus().isBadRequest();
    }

    /** The places from one to another of what the public may read: not of accounts or drafts. */
    private static List<Long> run(long first, long last) {
        String places =
                Scratch.ask(
                        """
                        select string_agg(o.position::text, ',' order by o.position)
                          from event_order o join event e on e.id = o.event_id
                         where o.position between ? and ?
                           and e.entity_type not in ('account', 'organisation', 'request-draft', 'lead')
                           and (e.entity_type <> 'complaint' or e.kind = 'complaint.decided')
                           and e.kind not in ('agency.applied', 'agency.returned', 'question.asked')
                        """,
                        first,
                        last);
        return Stream.of(places.split(",")).map(Long::valueOf).toList();
    }

    /** A reader on a socket of its own, so that it can be as slow as a phone in a valley. */
    private static final class Reader implements AutoCloseable {

        private final Socket socket = new Socket();
        private final BufferedReader lines;

        Reader(long after) throws IOException {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(10_000);
            socket.connect(
                    new java.net.InetSocketAddress(
                            java.net.InetAddress.getLoopbackAddress(), Scratch.market().port()));
            socket.getOutputStream()
                    .write(
                            ("GET /api/changes HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                                            + "Last-Event-ID: "
                                            + after
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8),
                            256);
        }

        /** The keep-alive comment that opens the stream. */
        void waitUntilOpen() throws IOException {
            while (!lines.readLine().startsWith(":")) {
                // headers
            }
        }

        /** Nothing is read, so that the server's buffers fill, until another reader is through. */
        void waitUntilTheServerIsHeldUp() throws IOException {
            long head = Scratch.count("select max(position) from event_order");
            try (var other = new Reader(0)) {
                other.positions(run(1, head).size());
            }
        }

        List<Long> positions(int count) throws IOException {
            var positions = new ArrayList<Long>();
            while (positions.size() < count) {
                String line = lines.readLine();
                if (line.startsWith("id:")) {
                    positions.add(Long.parseLong(line.substring(3).strip()));
                }
            }
            return positions;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
