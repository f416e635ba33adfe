package org.mingjia.web;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.OfAgency.RangeNotSatisfiable;
import org.mingjia.platform.Refused;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

/**
 * Bytes as they were handed in, or the one range of them that the reader asks for (RFC 9110,
 * section 14): a download that broke off goes on where it was. Several ranges at once, and what
 * cannot be read as a range, are answered with the whole.
 */
public final class Download {

    private Download() {}

    /**
     * A file that never changes and is not everybody's, under its sender's name.
     *
     * @param sha256 of the bytes, hexadecimal: its tag
     * @param size of the whole, in bytes
     */
    public static ResponseEntity<Flux<DataBuffer>> file(
            ServerWebExchange exchange,
            String name,
            String mediaType,
            String sha256,
            long size,
            Flux<DataBuffer> bytes) {
        return of(
                exchange,
                headers -> {
                    headers.setContentType(MediaType.parseMediaType(mediaType));
                    headers.setETag('"' + sha256 + '"');
                    headers.setCacheControl(
                            CacheControl.maxAge(Duration.ofHours(1)).cachePrivate());
                    Answers.attachment(name).accept(headers);
                },
                size,
                bytes);
    }

    /**
     * The answer.
     *
     * @param about the headers of the whole: its type, its name, its tag
     * @param size of the whole, in bytes
     */
    public static ResponseEntity<Flux<DataBuffer>> of(
            ServerWebExchange exchange,
            Consumer<HttpHeaders> about,
            long size,
            Flux<DataBuffer> bytes) {
        var headers = new HttpHeaders();
        about.accept(headers);
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        HttpRange range = range(exchange.getRequest().getHeaders(), headers.getETag());
        if (range == null) {
            return ResponseEntity.ok().headers(headers).contentLength(size).body(bytes);
        }
        long first = range.getRangeStart(size);
        if (first >= size) {
            throw new Refused(new RangeNotSatisfiable(size));
        }
        long last = range.getRangeEnd(size);
        long length = last - first + 1;
        return ResponseEntity.status(HttpStatus.PARTIAL_CONTENT)
                .headers(headers)
                .header(HttpHeaders.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + size)
                .contentLength(length)
                .body(
                        DataBufferUtils.takeUntilByteCount(
                                DataBufferUtils.skipUntilByteCount(bytes, first), length));
    }

    /** The range that is asked for of what the reader has the beginning of; null for the whole. */
    private static @Nullable HttpRange range(HttpHeaders asked, @Nullable String tag) {
        String onlyOf = asked.getFirst(HttpHeaders.IF_RANGE);
        if (onlyOf != null && !onlyOf.equals(tag)) {
            return null;
        }
        try {
            List<HttpRange> ranges = asked.getRange();
            return ranges.size() == 1 ? ranges.getFirst() : null;
        } catch (IllegalArgumentException noRange) {
            return null;
        }
    }
}
