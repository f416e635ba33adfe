package org.mingjia.sheets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.mingjia.platform.Refusal.ImportTooLarge;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refused;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.Part;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The files of one import, on disk for as long as it takes.
 *
 * @param files in the order in which they were sent
 * @param sha256 of all contents, in that order
 */
public record Upload(List<Stored> files, String sha256) {

    /** One file under a name of ours; its own name is only ever text. */
    public record Stored(String name, Path path) {}

    private static final int MOST_FILES = 50;

    /** What a form says around its files. */
    private static final long ENVELOPE = 65_536;

    /**
     * Stores the parts, hands them to the work, and removes them whatever happens. A request that
     * announces more than it may hold is refused before a byte of it is read.
     */
    public static <T> Mono<T> with(
            ServerWebExchange exchange,
            Flux<Part> parts,
            long mostBytes,
            java.util.function.Function<Upload, Mono<T>> work) {
        if (exchange.getRequest().getHeaders().getContentLength() > mostBytes + ENVELOPE) {
            return Mono.error(new Refused(tooLarge(mostBytes)));
        }
        return Mono.usingWhen(
                blocking(() -> Files.createTempDirectory("mingjia-import")),
                folder -> store(parts, folder, mostBytes).flatMap(work),
                folder -> blocking(() -> remove(folder)));
    }

    /**
     * The same of files that were kept.
     *
     * @param names the senders' own, in the order in which they were sent
     * @param fetch puts the bytes of the file of that place, from 0, where the path says
     */
    public static <T> Mono<T> again(
            List<String> names,
            java.util.function.BiFunction<Integer, Path, Mono<Void>> fetch,
            java.util.function.Function<Upload, Mono<T>> work) {
        return Mono.usingWhen(
                blocking(() -> Files.createTempDirectory("mingjia-import")),
                folder ->
                        Flux.range(0, names.size())
                                .concatMap(
                                        n -> {
                                            Path path = folder.resolve(n + ".part");
                                            return fetch.apply(n, path)
                                                    .thenReturn(new Stored(names.get(n), path));
                                        },
                                        1)
                                .collectList()
                                .flatMap(files -> blocking(() -> sealed(files)))
                                .flatMap(work),
                folder -> blocking(() -> remove(folder)));
    }

    private static Mono<Upload> store(Flux<Part> parts, Path folder, long mostBytes) {
        var left = new AtomicLong(mostBytes);
        return parts.index()
                .concatMap(
                        part -> {
                            if (!(part.getT2() instanceof FilePart file)) {
                                return part.getT2().delete().then(Mono.<Stored>empty());
                            }
                            if (part.getT1() >= MOST_FILES) {
                                return Mono.error(
                                        new Refused(
                                                new ImportTooLarge(
                                                        "files",
                                                        "一次导入不超过 " + MOST_FILES + " 个文件",
                                                        MOST_FILES)));
                            }
                            Path path = folder.resolve(UUID.randomUUID() + ".part");
                            return file.transferTo(path)
                                    .then(file.delete())
                                    .then(blocking(() -> left.addAndGet(-Files.size(path))))
                                    .filter(bytes -> bytes >= 0)
                                    .switchIfEmpty(
                                            Mono.error(() -> new Refused(tooLarge(mostBytes))))
                                    .thenReturn(new Stored(shortened(file.filename()), path));
                        },
                        1)
                .collectList()
                .flatMap(files -> blocking(() -> sealed(files)));
    }

    private static Upload sealed(List<Stored> files) throws IOException {
        if (files.isEmpty()) {
            throw new Refused(
                    new MalformedParameter(
                            "file",
                            "required",
                            "没有收到文件；请以 multipart/form-data 的 file 部分上传",
                            null,
                            List.of()));
        }
        MessageDigest digest = newDigest();
        for (Stored file : files) {
            try (InputStream in =
                    new DigestInputStream(Files.newInputStream(file.path()), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        return new Upload(files, HexFormat.of().formatHex(digest.digest()));
    }

    private static ImportTooLarge tooLarge(long mostBytes) {
        return new ImportTooLarge(
                "upload-size", "一次导入的文件合计不超过 " + mostBytes / 1_048_576 + " MiB", mostBytes);
    }

    private static Void remove(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path each : inside.toList()) {
                Files.deleteIfExists(each);
            }
        }
        Files.deleteIfExists(folder);
        return null;
    }

    private static <T> Mono<T> blocking(java.util.concurrent.Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    private static String shortened(String name) {
        String clean = name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "");
        return clean.length() <= 200 ? clean : clean.substring(0, 200);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
