package org.mingjia.biddocs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjia.People.Person;
import org.mingjia.PublishedRequests.Published;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.bidding.Opening;
import org.mingjia.platform.Transactor;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What bidders do with documents, and what becomes of them. */
public final class SealedDocuments {

    private SealedDocuments() {}

    /** Bytes of a PDF of a length, which says a text first. */
    public static byte[] pdf(String says, int length) {
        byte[] start = ("%PDF-1.4\n% " + says + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(start, Math.max(length, start.length));
        for (int i = start.length; i < whole.length; i++) {
            whole[i] = (byte) (i * 31 + i / 256);
        }
        return whole;
    }

    /** Hands a document in for a lot. */
    public static Answer upload(Person by, String lot, String name, byte[] bytes) {
        return upload(by, lot, name, bytes, null);
    }

    static Answer upload(Person by, String lot, String name, byte[] bytes, String key) {
        var parts = new MultipartBodyBuilder();
        parts.part("file", bytes).filename(name);
        return Answer.of(
                by.http()
                        .post()
                        .uri(lot + "/bid-documents")
                        .headers(headers -> {
                            if (key != null) {
                                headers.set("Idempotency-Key", key);
                            }
                        })
                        .contentType(MediaType.MULTIPART_FORM_DATA)
                        .body(BodyInserters.fromMultipartData(parts.build()))
                        .exchange());
    }

    /** The handle as a client holds it, which may change it. */
    static Map<String, Object> handle(Answer upload) {
        return JsonMapper.shared()
                .convertValue(upload.body(), new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /** A bid with documents. */
    static Answer bid(Person by, String lot, long fen, List<?> documents) {
        return by.post(lot + "/bids", Map.of("amountFen", fen, "documents", documents));
    }

    /** A bid with what was uploaded. */
    public static Answer bid(Person by, String lot, long fen, Answer... uploads) {
        return bid(by, lot, fen, Arrays.stream(uploads).map(SealedDocuments::handle).toList());
    }

    /** The deadline comes, and the bids are opened. */
    public static void open(Published request) {
        request.close();
        var context = Scratch.market().context();
        var opening = context.getBean(Opening.class);
        context.getBean(Transactor.class)
                .inTransaction(tx -> opening.open(tx, request.id(), "a test"))
                .block(Duration.ofSeconds(60));
    }

    static EntityExchangeResult<byte[]> read(WebTestClient by, String id) {
        return by.get()
                .uri("/api/bid-documents/" + id)
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
    }

    static int status(WebTestClient by, String id) {
        return read(by, id).getStatus().value();
    }
}
