package org.mingjia.ops.stack;

import java.nio.file.Path;
import java.util.List;

/** What to start and where. Each setter changes this object and returns it. */
public final class StackOptions {
    Path dataDir = Path.of("target", "mingjia-stack", "data");
    Path cacheDir = Path.of("target", "mingjia-stack", "cache");
    boolean fresh;
    boolean keepData = true;
    boolean postgres;
    boolean elasticsearch;
    int postgresPort;
    int elasticsearchPort;
    String elasticsearchHeap = "512m";
    boolean quickStart;
    boolean elasticsearchLater;
    boolean recordClasses;
    List<Path> plugins = List.of();

    StackOptions() {}

    /** Everything that must survive: the servers' data, their logs, the passwords. */
    public StackOptions dataDir(Path value) {
        dataDir = value;
        return this;
    }

    /** Unpacked programs, which may be shared by many data folders and thrown away at any time. */
    public StackOptions cacheDir(Path value) {
        cacheDir = value;
        return this;
    }

    /** Throw away what an earlier stack left in the data folder. */
    public StackOptions fresh(boolean value) {
        fresh = value;
        return this;
    }

    /** Whether the data folder stays when the stack ends. */
    public StackOptions keepData(boolean value) {
        keepData = value;
        return this;
    }

    /** Whether PostgreSQL is wanted. */
    public StackOptions postgres(boolean value) {
        postgres = value;
        return this;
    }

    /** Whether Elasticsearch is wanted. */
    public StackOptions elasticsearch(boolean value) {
        elasticsearch = value;
        return this;
    }

    /** Port on 127.0.0.1, 0 = any free one. */
    public StackOptions postgresPort(int value) {
        postgresPort = value;
        return this;
    }

    /** Port on 127.0.0.1, 0 = any free one. */
    public StackOptions elasticsearchPort(int value) {
        elasticsearchPort = value;
        return this;
    }

    /** Its largest heap, as the JVM writes it, e.g. {@code 512m}. */
    public StackOptions elasticsearchHeap(String value) {
        elasticsearchHeap = value;
        return this;
    }

    /**
     * Elasticsearch with the first compiler tier alone: it starts with 40 % less processor time and
     * then runs slower; for tests, not for figures.
     */
    public StackOptions quickStart(boolean value) {
        quickStart = value;
        return this;
    }

    /** Return from the start when PostgreSQL answers; Elasticsearch comes when it comes. */
    public StackOptions elasticsearchLater(boolean value) {
        elasticsearchLater = value;
        return this;
    }

    /**
     * Whether Elasticsearch's JVM writes, at its end, the classes that it loaded into the cache.
     */
    StackOptions recordClasses(boolean value) {
        recordClasses = value;
        return this;
    }

    /** Zip files of Elasticsearch plugins to install. */
    public StackOptions plugins(List<Path> value) {
        plugins = List.copyOf(value);
        return this;
    }
}
