package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A running PostgreSQL on 127.0.0.1, until it is closed or this JVM ends. */
public final class EmbeddedStack implements AutoCloseable {
    private final StackPasswords passwords;
    private final @Nullable PostgresServer postgres;
    private final Thread atExit;

    private EmbeddedStack(StackPasswords passwords, @Nullable PostgresServer postgres) {
        this.passwords = passwords;
        this.postgres = postgres;
        this.atExit = Thread.ofPlatform().unstarted(this::stopServers);
    }

    public static StackOptions options() {
        return StackOptions.DEFAULTS;
    }

    public static EmbeddedStack start(StackOptions options) {
        var dataDir = options.dataDir().toAbsolutePath();
        createDirectories(dataDir);
        var passwords = StackPasswords.in(dataDir);
        var stack = new EmbeddedStack(passwords, postgres(options, dataDir, passwords));
        Runtime.getRuntime().addShutdownHook(stack.atExit);
        if (stack.postgres != null) {
            stack.postgres.start();
        }
        return stack;
    }

    private static @Nullable PostgresServer postgres(
            StackOptions options, Path dataDir, StackPasswords passwords) {
        if (!options.postgres()) {
            return null;
        }
        int port = LoopbackPort.claim(options.postgresPort(), "--pg-port");
        var binaries = PostgresBinaries.unpackedIn(options.cacheDir());
        var cluster = new PostgresCluster(binaries, dataDir.resolve("postgres"), passwords);
        return new PostgresServer(cluster, port, dataDir.resolve("logs/postgres.log"));
    }

    private static void createDirectories(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String jdbcUrl() {
        return PostgresCluster.jdbcUrl(postgresPort(), PostgresCluster.DATABASE);
    }

    public String ownerUser() {
        return PostgresCluster.OWNER;
    }

    public String ownerPassword() {
        return passwords.owner();
    }

    public int postgresPort() {
        return postgresServer().port();
    }

    private PostgresServer postgresServer() {
        if (postgres == null) {
            throw new IllegalStateException("the stack was started without PostgreSQL");
        }
        return postgres;
    }

    private void stopServers() {
        if (postgres != null) {
            postgres.stop();
        }
    }

    @Override
    public void close() {
        stopServers();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
