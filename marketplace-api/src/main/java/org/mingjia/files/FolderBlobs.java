package org.mingjia.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Blobs in a folder, which is backed up with the database. */
final class FolderBlobs extends Blobs {

    static final int CHUNK = 65_536;

    private final Path folder;

    FolderBlobs(Path folder) {
        super(folder.resolve("incoming"));
        this.folder = folder;
    }

    @Override
    void store(Path draft, String sha256) throws IOException {
        Path place = place(sha256);
        if (Files.exists(place)) {
            return;
        }
        Files.createDirectories(place.getParent());
        try (var written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    InputStream openNow(String sha256) throws IOException {
        return Files.newInputStream(place(sha256));
    }

    @Override
    Flux<DataBuffer> bytes(String sha256) {
        return DataBufferUtils.read(place(sha256), DefaultDataBufferFactory.sharedInstance, CHUNK)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Path place(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
