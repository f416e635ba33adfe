package org.mingjia.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refusal.VersionRequired;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The two forms in which a reading is answered: JSON with an entity tag, and CSV as a stream. They
 * say that anyone may keep them; where only some may ask, the access rule makes that private.
 */
@Component
public final class Answers {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    /** Rows of an export that are written at a time; the server takes up to 128 of these ahead. */
    private static final int ROWS_AT_ONCE = 100;

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Transactor transactor;

    Answers(Transactor transactor) {
        this.transactor = transactor;
    }

    /**
     * Finished JSON bytes with a strong entity tag; 304 and no body when the reader has them
     * already.
     */
    public static Mono<ResponseEntity<byte[]>> json(ServerWebExchange exchange, Mono<byte[]> body) {
        return body.map(bytes -> {
            String tag = '"' + digest(bytes) + '"';
            boolean known = exchange.checkNotModified(tag);
            return ResponseEntity.status(known ? 304 : 200)
                    .eTag(tag)
                    .cacheControl(CacheControl.noCache().cachePublic())
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(known ? null : bytes);
        });
    }

    /** A page of a list as JSON, or the whole of it as CSV when the reader asks for that. */
    public Mono<ResponseEntity<Flux<DataBuffer>>> list(
            ServerWebExchange exchange, Listing listing, Paging paging, String fileName) {
        if (wantsCsv(exchange)) {
            return Mono.just(csv(listing, fileName));
        }
        return json(
                        exchange,
                        transactor.one(db -> listing.page(db, paging.limit(), paging.cursor())))
                .map(Answers::streamed);
    }

    /** The same answer in the form that an export has, so that one handler can give either. */
    public static ResponseEntity<Flux<DataBuffer>> streamed(ResponseEntity<byte[]> whole) {
        byte[] body = whole.getBody();
        var answer = ResponseEntity.status(whole.getStatusCode()).headers(whole.getHeaders());
        return body == null
                ? answer.build()
                : answer.contentLength(body.length)
                        .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
    }

    private ResponseEntity<Flux<DataBuffer>> csv(Listing listing, String fileName) {
        var factory = DefaultDataBufferFactory.sharedInstance;
        Flux<DataBuffer> rows =
                listing.blocks(transactor)
                        .concatMap(block -> Flux.fromIterable(block).buffer(ROWS_AT_ONCE), 1)
                        .map(records -> factory.wrap(lines(cells(listing, records))));
        Flux<DataBuffer> header =
                Flux.defer(() ->
                        Flux.just(
                                factory.wrap(BYTE_ORDER_MARK),
                                factory.wrap(
                                        lines(
                                                List.of(
                                                        listing.columns().stream()
                                                                .map(Field::getName)
                                                                .toList())))));
        return ResponseEntity.ok()
                .contentType(CSV)
                .cacheControl(CacheControl.noCache().cachePublic())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .headers(attachment(fileName + ".csv"))
                .body(Flux.concat(header, rows));
    }

    /**
     * The number in the entity tag that an edit names; weak tags count as well, as proxies make
     * them so.
     */
    public static int editedVersion(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new Refused(new VersionRequired());
        }
        String tag = ifMatch.strip().replaceFirst("^W/", "");
        if (!tag.matches("\"[0-9]{1,9}\"")) {
            throw new Refused(
                    new MalformedParameter(
                            "If-Match", "malformed", "If-Match 应为读取时得到的 ETag", null, List.of()));
        }
        return Integer.parseInt(tag.substring(1, tag.length() - 1));
    }

    /**
     * A stream of events that proxies neither keep nor cut off for being silent. It ends when the
     * events end.
     */
    public static ResponseEntity<Flux<ServerSentEvent<String>>> stream(
            Flux<ServerSentEvent<String>> events) {
        Flux<ServerSentEvent<String>> alive =
                Flux.interval(Duration.ZERO, KEEP_ALIVE)
                        .onBackpressureDrop()
                        .map(_ -> ServerSentEvent.<String>builder().comment("").build());
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(
                        events.publish(shared ->
                                Flux.merge(alive.takeUntilOther(shared.ignoreElements()), shared)));
    }

    /**
     * Where a browser that comes again wants to go on.
     *
     * @param lastEventId the header; null when it comes for the first time
     * @param otherwise what its address says; null for what is new from now on
     * @param what events are numbered by, in Chinese
     */
    public static @Nullable Long goingOn(
            @Nullable String lastEventId, @Nullable Long otherwise, String what) {
        if (lastEventId == null) {
            return otherwise;
        }
        try {
            return Math.max(0, Long.parseLong(lastEventId));
        } catch (NumberFormatException notOurs) {
            throw new Refused(
                    new MalformedParameter(
                            "Last-Event-ID",
                            "malformed",
                            "Last-Event-ID 应为" + what,
                            null,
                            List.of()));
        }
    }

    /** Says that the answer is a file of that name, in any script. */
    public static Consumer<HttpHeaders> attachment(String fileName) {
        return headers ->
                headers.setContentDisposition(
                        ContentDisposition.attachment()
                                .filename(fileName, StandardCharsets.UTF_8)
                                .build());
    }

    /** Rows that are in memory already as CSV, the first row being the header. */
    public static ResponseEntity<byte[]> csv(
            List<? extends List<@Nullable String>> rows, String fileName) {
        byte[] text = lines(rows);
        byte[] body = new byte[BYTE_ORDER_MARK.length + text.length];
        System.arraycopy(BYTE_ORDER_MARK, 0, body, 0, BYTE_ORDER_MARK.length);
        System.arraycopy(text, 0, body, BYTE_ORDER_MARK.length, text.length);
        return ResponseEntity.ok()
                .contentType(CSV)
                .cacheControl(CacheControl.noCache().cachePublic())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .headers(attachment(fileName + ".csv"))
                .body(body);
    }

    /** Whether the reader asks for CSV, by the address or by what it accepts. */
    public static boolean wantsCsv(ServerWebExchange exchange) {
        String format = exchange.getRequest().getQueryParams().getFirst("format");
        if (format != null) {
            return format.equals("csv");
        }
        return exchange.getRequest().getHeaders().getAccept().stream()
                .filter(type -> !type.isWildcardType())
                .findFirst()
                .filter(type -> type.isCompatibleWith(CSV) && type.getSubtype().equals("csv"))
                .isPresent();
    }

    private static List<List<@Nullable String>> cells(Listing listing, List<Record> rows) {
        var cells = new ArrayList<List<@Nullable String>>(rows.size());
        for (Record row : rows) {
            var line = new ArrayList<@Nullable String>();
            listing.values(row).forEach(value -> line.add(value == null ? null : text(value)));
            cells.add(line);
        }
        return cells;
    }

    private static String text(Object value) {
        return switch (value) {
            case JSON json -> neutral(json.data());
            case JSONB json -> neutral(json.data());
            case Object[] many ->
                    neutral(
                            String.join(
                                    ";",
                                    java.util.Arrays.stream(many).map(String::valueOf).toList()));
            case String string -> neutral(string);
            default -> value.toString();
        };
    }

    /**
     * A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV
     * injection); numbers and dates are no text and stay as they are.
     */
    public static String neutral(String text) {
        if (text.isEmpty()) {
            return text;
        }
        return switch (text.charAt(0)) {
            case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠' -> "'" + text;
            default -> text;
        };
    }

    /** The text before {@link #neutral}, so that an export can be read back. */
    public static String plain(String text) {
        return text.startsWith("'") && neutral(text.substring(1)).equals(text)
                ? text.substring(1)
                : text;
    }

    private static byte[] lines(List<? extends List<@Nullable String>> rows) {
        var text = new StringWriter();
        try (var writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            rows.forEach(writer::writeRecord);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha).substring(0, 22);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
