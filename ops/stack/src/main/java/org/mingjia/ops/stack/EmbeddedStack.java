package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and Elasticsearch on 127.0.0.1, until the stack is closed or this JVM ends, however it
 * ends.
 *
 * <p>The two servers start side by side. Each can be killed and started again on its own, on the
 * same port and data.
 */
public final class EmbeddedStack implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final FolderLock lock;
    private final StackPasswords passwords;
    private final Path filesFolder;
    private final StackServers servers;
    private final @Nullable Path thrownAway;
    private final Thread atExit;
    private final boolean elasticsearchLater;
    private volatile Runnable stopFirst = () -> {};

    private EmbeddedStack(StackOptions options, Path dataDir) {
        lock = FolderLock.ofStack(dataDir);
        try {
            var binaries = options.postgres ? PostgresBinaries.unpackedIn(options.cacheDir) : null;
            var postgresData = dataDir.resolve("postgres");
            if (binaries != null) {
                // before the port is claimed: an orphaned server would hold it
                new PostgresControl(binaries.home(), postgresData).release();
            }
            if (options.fresh) {
                throwAway(dataDir);
            }
            passwords = StackPasswords.in(dataDir);
            filesFolder = dataDir.resolve("files");
            var cluster =
                    binaries == null
                            ? null
                            : new PostgresCluster(binaries, postgresData, passwords);
            // both ports before anything is started
            int postgresPort =
                    cluster == null ? 0 : LoopbackPort.claim(options.postgresPort, "--pg-port");
            int elasticsearchPort =
                    options.elasticsearch
                            ? LoopbackPort.claim(options.elasticsearchPort, "--es-port")
                            : 0;
            var logs = dataDir.resolve("logs");
            var postgres =
                    cluster == null
                            ? null
                            : new PostgresServer(
                                    cluster, postgresPort, logs.resolve("postgres.log"));
            var elasticsearch =
                    options.elasticsearch
                            ? new ElasticsearchServer(
                                    new ElasticsearchHome(dataDir.resolve("elasticsearch")),
                                    elasticsearchPort,
                                    options.elasticsearchHeap,
                                    options.quickStart,
                                    options.plugins,
                                    new ClassArchive(options.cacheDir, options.recordClasses),
                                    logs.resolve("elasticsearch.log"))
                            : null;
            servers = new StackServers(postgres, elasticsearch);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        elasticsearchLater = options.elasticsearchLater;
        thrownAway = options.keepData ? null : dataDir;
        atExit = Thread.ofPlatform().unstarted(this::stopServers);
    }

    private static void throwAway(Path dataDir) {
        try {
            for (String part : List.of("postgres", "elasticsearch", "logs")) {
                FileTree.delete(dataDir.resolve(part));
            }
            StackPasswords.forget(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing wanted yet, free ports, data under {@code target/}. */
    public static StackOptions options() {
        return new StackOptions();
    }

    /**
     * Starts what is wanted and returns when it answers.
     *
     * @throws StackFailure with a message for a person; nothing is left running
     */
    public static EmbeddedStack start(StackOptions options) {
        var dataDir = options.dataDir.toAbsolutePath().normalize();
        try {
            Files.createDirectories(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var stack = new EmbeddedStack(options, dataDir);
        Runtime.getRuntime().addShutdownHook(stack.atExit);
        stack.startServers();
        return stack;
    }

    /**
     * As the schema's owner or the application; see {@link #ownerUser()} and {@link #appUser()}.
     */
    public String jdbcUrl() {
        return PostgresCluster.jdbcUrl(postgresPort(), PostgresCluster.DATABASE);
    }

    public String r2dbcUrl() {
        return "r2dbc:postgresql://"
                + LOOPBACK
                + ":"
                + postgresPort()
                + "/"
                + PostgresCluster.DATABASE;
    }

    public String postgresHost() {
        return LOOPBACK;
    }

    public int postgresPort() {
        return servers.postgres().port();
    }

    public String database() {
        return PostgresCluster.DATABASE;
    }

    /** Owns the database and runs the migrations. */
    public String ownerUser() {
        return PostgresCluster.OWNER;
    }

    public String ownerPassword() {
        return passwords.owner();
    }

    /** Owns nothing; may do what the migrations grant. */
    public String appUser() {
        return PostgresCluster.APP;
    }

    public String appPassword() {
        return passwords.app();
    }

    StackPasswords passwords() {
        return passwords;
    }

    /** Where the API keeps what is handed in. */
    Path filesFolder() {
        return filesFolder;
    }

    /** The local operator account's password, drawn with the others and kept beside the data. */
    public String operatorPassword() {
        return passwords.operator();
    }

    /** The secret of sealed bids, drawn with the passwords and kept beside the data. */
    public String sealingSecret() {
        return passwords.sealing();
    }

    public URI elasticsearchUrl() {
        return URI.create("http://" + LOOPBACK + ":" + servers.elasticsearch().port());
    }

    /** Process id of the PostgreSQL server itself. */
    public long postgresPid() {
        return servers.postgres().pid();
    }

    public long elasticsearchPid() {
        return servers.elasticsearch().pid();
    }

    /** SIGKILL to the server and its backends, as if the power had failed. */
    public void killPostgres() {
        servers.postgres().kill();
    }

    /** Starts it again on the same port and data. */
    public void startPostgres() {
        servers.postgres().start();
    }

    /** An orderly stop, as for maintenance. */
    public void stopPostgres() {
        servers.postgres().stop();
    }

    public void killElasticsearch() {
        servers.elasticsearch().kill();
    }

    public void startElasticsearch() {
        servers.elasticsearch().start();
    }

    public void stopElasticsearch() {
        servers.elasticsearch().stop();
    }

    /** Stops both servers; their data stays, unless the options say otherwise. */
    @Override
    public void close() {
        stopServers();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // this JVM is ending already, the hook has nothing left to do
        }
    }

    private void startServers() {
        try {
            servers.start(!elasticsearchLater);
        } catch (StackFailure e) {
            close();
            throw e;
        }
    }

    /**
     * Returns when Elasticsearch answers.
     *
     * @throws StackFailure when it does not start
     */
    void awaitElasticsearch() {
        servers.awaitElasticsearch();
    }

    /** What uses the servers and must be stopped before them. */
    void stopFirst(Runnable stop) {
        stopFirst = stop;
    }

    /** Completes when the server's process has ended, wanted or not. */
    CompletableFuture<Process> postgresEnd() {
        return servers.postgres().end();
    }

    CompletableFuture<Process> elasticsearchEnd() {
        return servers.elasticsearch().end();
    }

    private void stopServers() {
        stopFirst.run();
        try {
            servers.stop();
            lock.close();
            if (thrownAway != null) {
                FileTree.delete(thrownAway);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
