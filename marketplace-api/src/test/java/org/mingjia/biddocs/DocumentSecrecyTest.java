package org.mingjia.biddocs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingjia.PublishedRequests.ITEM;
import static org.mingjia.biddocs.SealedDocuments.bid;
import static org.mingjia.biddocs.SealedDocuments.upload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mingjia.Noticed;
import org.mingjia.People.Person;
import org.mingjia.PublishedRequests;
import org.mingjia.PublishedRequests.Published;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Nobody reads a document before the opening: not in a table, not in the store, not in the log. */
@ExtendWith(OutputCaptureExtension.class)
class DocumentSecrecyTest {

    private static final Path STORE = Path.of("target", "mingjia-files");
    private static final String KEY_OF_A_REPETITION = "a document's key that nobody else has";
    private static final String NAME = "绝无仅有的方案.pdf";
    private static final String TEXT = "nobody else writes this sentence";

    @Test
    void noTableNoBlobAndNoLogHasTheNameTheBytesTheKeyOrTheBidder(CapturedOutput log)
            throws SQLException, IOException {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = PublishedRequests.of(ITEM, 10_000).publish();
        Noticed.settled();
        var rowsBefore = rows();
        Set<Path> blobsBefore = blobs();
        byte[] bytes = SealedDocuments.pdf(TEXT, 90_000);

        Answer document = upload(bidder, request.lot(1), NAME, bytes, KEY_OF_A_REPETITION);
        Answer small = upload(bidder, request.lot(1), NAME, SealedDocuments.pdf(TEXT, 100));
        assertThat(document.status()).as("%s", document).isEqualTo(201);
        assertThat(bid(bidder, request.lot(1), 9_000, document).status()).isEqualTo(201);

        String written = written(rowsBefore);
        String key = document.text("key");
        assertThat(written)
                .contains(document.text("id"))
                .doesNotContain(
                        key,
                        document.text("sha256"),
                        KEY_OF_A_REPETITION,
                        hex(KEY_OF_A_REPETITION),
                        "绝无仅有",
                        hex("绝无仅有"),
                        bidder.uscc(),
                        bidder.organisationId(),
                        bidder.username());
        Set<Path> stored = blobs();
        stored.removeAll(blobsBefore);
        assertThat(stored).hasSize(2);
        for (Path blob : stored) {
            String text = new String(Files.readAllBytes(blob), StandardCharsets.ISO_8859_1);
            assertThat(text).doesNotContain(TEXT, "%PDF", "application/pdf", key);
            assertThat(text)
                    .doesNotContain(
                            new String(
                                    NAME.getBytes(StandardCharsets.UTF_8),
                                    StandardCharsets.ISO_8859_1));
        }
        // 64 KiB and 128 KiB with what each segment adds: a length tells no more than that
        assertThat(stored.stream().map(DocumentSecrecyTest::size).map(size -> size / 65_536))
                .containsExactlyInAnyOrder(1L, 2L);
        assertThat(small.text("sha256")).isNotEqualTo(document.text("sha256"));
        assertThat(log.getAll())
                .doesNotContain(key, "绝无仅有", TEXT, KEY_OF_A_REPETITION, document.text("sha256"));
        try (var temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(
                            temporary
                                    .map(path -> path.getFileName().toString())
                                    .filter(name ->
                                            name.startsWith("mingjia-upload")
                                                    || name.startsWith("mingjia-sealed")))
                    .isEmpty();
        }
    }

    @Test
    void theSameFileHandedInTwiceLooksLikeTwo() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = PublishedRequests.of(ITEM, 10_000).publish();
        byte[] bytes = SealedDocuments.pdf(TEXT, 1_000);
        upload(bidder, request.lot(1), NAME, bytes);
        upload(bidder, request.lot(1), NAME, bytes);

        assertThat(
                        Scratch.count(
                                "select count(distinct sha256) from sealed_document where request_id = ?",
                                request.id()))
                .isEqualTo(2);
    }

    @Test
    void theDatabaseItselfKeepsWhatWasReceivedAndOpensItWithABidOfItsBidderAlone()
            throws SQLException {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Person other = PublishedRequests.seller(ITEM, 50_000);
        Published request = PublishedRequests.of(ITEM, 10_000).publish();
        Answer own = upload(bidder, request.lot(1), NAME, SealedDocuments.pdf(TEXT, 100));
        Answer another = upload(other, request.lot(1), NAME, SealedDocuments.pdf(TEXT, 100));
        bid(bidder, request.lot(1), 9_000, own);
        bid(other, request.lot(1), 9_000);
        String early =
                "insert into sealed_document (id, request_id, lot_no, pseudonym, turn, sha256)"
                        + " select gen_random_uuid(), request_id, lot_no, pseudonym, 9, sha256 from sealed_document where id = '"
                        + own.text("id")
                        + "'";
        SealedDocuments.open(request);

        refused(early, "document_is_in_time");
        refused("update sealed_document set lot_no = 1", "sealed_document_is_never_rewritten");
        refused(
                "delete from sealed_document where id = '" + another.text("id") + "'",
                "sealed_document_is_never_rewritten");
        refused(
                """
                insert into opened_document (id, bid_id, place, key, name, media_type, size, sha256)
                select '%s', bid_id, 2, key, name, media_type, size, sha256 from opened_document where id = '%s'
                """
                        .formatted(another.text("id"), own.text("id")),
                "opened_document_is_of_its_bidder");
        refused("update opened_document set name = 'x'", "opened_document_is_never_rewritten");
    }

    private static void refused(String sql, String constraint) throws SQLException {
        try (var owner = Scratch.owner();
                var statement = owner.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .as("%s", sql)
                    .isInstanceOfSatisfying(
                            org.postgresql.util.PSQLException.class,
                            error ->
                                    assertThat(error.getServerErrorMessage().getConstraint())
                                            .isEqualTo(constraint));
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long size(Path path) {
        return path.toFile().length();
    }

    private static Set<Path> blobs() throws IOException {
        try (var files = Files.walk(STORE)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toSet());
        }
    }

    /** What is there now and was not before; who signs in is no secret. */
    private static String written(Map<String, Set<String>> before) throws SQLException {
        return rows().entrySet().stream()
                .filter(table -> !Set.of("session", "account").contains(table.getKey()))
                .flatMap(table ->
                        table.getValue().stream()
                                .filter(row ->
                                        !before.getOrDefault(table.getKey(), Set.of())
                                                .contains(row)))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Set<String>> rows() throws SQLException {
        return Scratch.rows().entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey,
                                table ->
                                        table.getValue()
                                                .lines()
                                                .collect(Collectors.toUnmodifiableSet())));
    }
}
