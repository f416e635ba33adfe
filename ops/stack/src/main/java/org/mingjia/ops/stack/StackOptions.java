package org.mingjia.ops.stack;

import java.nio.file.Path;
import java.util.List;

/**
 * What to start and where; every setter returns a changed copy.
 *
 * @param dataDir everything that must survive: the servers' data, their logs, the passwords
 * @param cacheDir unpacked programs, which may be shared by many data folders and thrown away at
 *     any time
 * @param fresh throw away what an earlier stack left in the data folder
 * @param keepData whether the data folder stays when the stack ends
 * @param postgres whether PostgreSQL is wanted
 * @param elasticsearch whether Elasticsearch is wanted
 * @param postgresPort port on 127.0.0.1, 0 = any free one
 * @param elasticsearchPort port on 127.0.0.1, 0 = any free one
 * @param elasticsearchHeap its largest heap, as the JVM writes it, e.g. {@code 512m}
 * @param quickStart Elasticsearch with the first compiler tier alone: it starts with 40 % less
 *     processor time and then runs slower; for tests, not for figures
 * @param plugins zip files of Elasticsearch plugins to install
 */
public record StackOptions(
        Path dataDir,
        Path cacheDir,
        boolean fresh,
        boolean keepData,
        boolean postgres,
        boolean elasticsearch,
        int postgresPort,
        int elasticsearchPort,
        String elasticsearchHeap,
        boolean quickStart,
        List<Path> plugins) {

    static final StackOptions DEFAULTS =
            new StackOptions(
                    Path.of("target", "mingjia-stack", "data"),
                    Path.of("target", "mingjia-stack", "cache"),
                    false,
                    true,
                    false,
                    false,
                    0,
                    0,
                    "512m",
                    false,
                    List.of());

    public StackOptions {
        plugins = List.copyOf(plugins);
    }

    public StackOptions dataDir(Path value) {
        return new StackOptions(
                value,
                cacheDir,
                fresh,
                keepData,
                postgres,
                elasticsearch,
                postgresPort,
                elasticsearchPort,
                elasticsearchHeap,
                quickStart,
                plugins);
    }

    public StackOptions cacheDir(Path value) {
        return new StackOptions(
                dataDir,
                value,
                fresh,
                keepData,
                postgres,
                elasticsearch,
                postgresPort,
                elasticsearchPort,
                elasticsearchHeap,
                quickStart,
                plugins);
    }

    public StackOptions fresh(boolean value) {
        return new StackOptions(
                dataDir,
                cacheDir,
                value,
                keepData,
                postgres,
                elasticsearch,
                postgresPort,
                elasticsearchPort,
                elasticsearchHeap,
                quickStart,
                plugins);
    }

    public StackOptions keepData(boolean value) {
        return new StackOptions(
                dataDir,
                cacheDir,
                fresh,
                value,
                postgres,
                elasticsearch,
                postgresPort,
                elasticsearchPort,
                elasticsearchHeap,
                quickStart,
                plugins);
    }

    public StackOptions postgres(boolean value) {
        return new StackOptions(
                dataDir,
                cacheDir,
                fresh,
                keepData,
                value,
                elasticsearch,
                postgresPort,
                elasticsearchPort,
                elasticsearchHeap,
                quickStart,
                plugins);
    }

    public StackOptions elasticsearch(boolean value) {
        return new StackOptions(
                dataDir,
                cacheDir,
                fresh,
                keepData,
                postgres,
                value,
                postgresPort,
                elasticsearchPort,
                elasticsearchHeap,
                quickStart,
                plugins);
    }

    public StackOptions postgresPort(int value) {
        return new StackOptions(
                dataDir,
                cacheDir,
                fresh,
                keepData,
                postgres,
                elasticsearch,
                value,
                elasticsearchPort,
                elasticsearchHeap,
                quickStart,
                plugins);
    }

    public StackOptions elasticsearchPort(int value) {
        return new StackOptions(
                dataDir,
                cacheDir,
                fresh,
                keepData,
                postgres,
                elasticsearch,
                postgresPort,
                value,
                elasticsearchHeap,
                quickStart,
                plugins);
    }

    public StackOptions elasticsearchHeap(String value) {
        return new StackOptions(
                dataDir,
                cacheDir,
                fresh,
                keepData,
                postgres,
                elasticsearch,
                postgresPort,
                elasticsearchPort,
                value,
                quickStart,
                plugins);
    }

    public StackOptions quickStart(boolean value) {
        return new StackOptions(
                dataDir,
                cacheDir,
                fresh,
                keepData,
                postgres,
                elasticsearch,
                postgresPort,
                elasticsearchPort,
                elasticsearchHeap,
                value,
                plugins);
    }

    public StackOptions plugins(List<Path> value) {
        return new StackOptions(
                dataDir,
                cacheDir,
                fresh,
                keepData,
                postgres,
                elasticsearch,
                postgresPort,
                elasticsearchPort,
                elasticsearchHeap,
                quickStart,
                value);
    }
}
