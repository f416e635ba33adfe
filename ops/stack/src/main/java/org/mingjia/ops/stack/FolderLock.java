package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who works on a data folder. The stack holds one lock alone, its children share another; the
 * system frees both when their holder ends, however it ends. A new stack is refused while another
 * holds the first, and waits while the children of a killed one let go of the second.
 */
final class FolderLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Kept reachable: a collected channel is a closed channel. */
    @SuppressWarnings("unused")
    private static @Nullable FolderLock childShare;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock ofStack(Path dataDir) {
        var own = new FolderLock(open(dataDir.resolve("stack.lock")));
        if (!own.tryLock(false)) {
            own.close();
            throw new StackFailure(
                    "another stack uses the folder "
                            + dataDir
                            + "; stop it or choose another with --data");
        }
        try (var former = new FolderLock(open(dataDir.resolve("children.lock")))) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!former.tryLock(false)) {
                if (System.nanoTime() > deadline) {
                    own.close();
                    throw new StackFailure("servers of an earlier stack still run on " + dataDir);
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            own.close();
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while waiting for an earlier stack", e);
        }
        return own;
    }

    /** Takes a child's share of the folder until this JVM ends. */
    static void holdAsChild(Path dataDir) {
        var share = new FolderLock(open(dataDir.resolve("children.lock")));
        if (!share.tryLock(true)) {
            throw new StackFailure(
                    "the folder " + dataDir + " is being taken over by another stack");
        }
        childShare = share;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean tryLock(boolean shared) {
        try {
            @Nullable FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            return lock != null;
        } catch (OverlappingFileLockException _) {
            // another stack of this very JVM
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
