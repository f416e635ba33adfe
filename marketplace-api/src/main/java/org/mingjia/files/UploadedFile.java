package org.mingjia.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refusal.OfAgency.FileRefused;
import org.mingjia.platform.Refusal.OfAgency.FileTooLarge;
import org.mingjia.platform.Refused;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A file that somebody sends: not empty, not too large, and of a kind that is accepted, told by its
 * content.
 *
 * @param name the sender's own, in whatever script, at most 255 characters: only ever text, and
 *     shown as such
 * @param size bytes
 * @param mediaType what the bytes are, whatever the name says
 * @param path where it lies until the work with it is done
 */
public record UploadedFile(String name, long size, String mediaType, Path path) {

    private static final int LONGEST_NAME = 255;
    private static final int ENVELOPE = 65_536;

    /** Refuses by the length that was announced, before a byte is read. */
    public static void refuseIfTooLarge(ServerWebExchange exchange, long mostBytes) {
        if (exchange.getRequest().getHeaders().getContentLength() > mostBytes + ENVELOPE) {
            throw new Refused(new FileTooLarge(mostBytes));
        }
    }

    /**
     * Works with the one part named {@code file}, in a temporary file of this machine's that nobody
     * but the service reads, and that is gone when the work ends, however it ends.
     */
    public static <T> Mono<T> with(
            Flux<Part> parts, long mostBytes, Function<UploadedFile, Mono<T>> work) {
        return with(
                parts,
                mostBytes,
                Blobs.blocking(() -> Files.createTempFile("mingjia-upload", ".part")),
                path -> Blobs.blocking(() -> Files.deleteIfExists(path)).then(),
                work);
    }

    /**
     * The same where the caller says.
     *
     * @param draft makes an empty file for it
     * @param discard removes that file, or nothing where the work took it
     */
    static <T> Mono<T> with(
            Flux<Part> parts,
            long mostBytes,
            Mono<Path> draft,
            Function<Path, Mono<Void>> discard,
            Function<UploadedFile, Mono<T>> work) {
        return parts.concatMap(
                        part ->
                                part instanceof FilePart file && file.name().equals("file")
                                        ? Mono.just(file)
                                        : part.delete().then(Mono.<FilePart>empty()),
                        1)
                .concatMap(
                        file ->
                                Mono.usingWhen(
                                        draft,
                                        path ->
                                                file.transferTo(path)
                                                        .then(file.delete())
                                                        .then(
                                                                Blobs.blocking(() ->
                                                                        checked(
                                                                                file.filename(),
                                                                                path,
                                                                                mostBytes)))
                                                        .flatMap(work),
                                        discard),
                        1)
                .take(1)
                .singleOrEmpty()
                .switchIfEmpty(
                        Mono.error(() ->
                                new Refused(
                                        new MalformedParameter(
                                                "file",
                                                "required",
                                                "没有收到文件；请以 multipart/form-data 的 file 部分上传",
                                                null,
                                                List.of()))));
    }

    private static UploadedFile checked(String name, Path path, long mostBytes) throws IOException {
        long size = Files.size(path);
        if (size > mostBytes) {
            throw new Refused(new FileTooLarge(mostBytes));
        }
        if (size == 0) {
            throw new Refused(new FileRefused("empty-file", "文件是空的"));
        }
        var format =
                FileFormat.of(path)
                        .orElseThrow(() ->
                                new Refused(
                                        new FileRefused(
                                                "file-format",
                                                "文件内容不是可接受的格式（"
                                                        + FileFormat.ACCEPTED
                                                        + "），文件名不作数")));
        return new UploadedFile(displayName(name), size, format.mediaType(), path);
    }

    private static String displayName(String name) {
        var clean = new StringBuilder();
        name.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.isDefined(c))
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .limit(LONGEST_NAME)
                .forEach(clean::appendCodePoint);
        return clean.isEmpty() ? "未命名" : clean.toString();
    }
}
