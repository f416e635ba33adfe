package org.mingjia;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.mingjia.ops.stack.EmbeddedStack;

/**
 * A market for the tests that change, crowd and kill: a stack of its own with the sample catalogue
 * in it, so that the shared market keeps its counts. Started once for all tests of a JVM; whoever
 * kills a server starts it again.
 */
public final class Scratch {

    private static final Path FOLDER = Path.of("target", "mingjia-stack");
    private static final List<String> REGISTER =
            List.of(
                    "region",
                    "department",
                    "administrative_act",
                    "service_item",
                    "act_item",
                    "price_rule",
                    "price_rule_tier",
                    "synonym",
                    "calendar_day");

    private static final List<Market> GUESTS = new ArrayList<>();
    private static final AtomicReference<Connection> IDLE = new AtomicReference<>();

    private static EmbeddedStack stack;
    private static Market market;

    private Scratch() {}

    public static synchronized EmbeddedStack stack() {
        if (stack == null) {
            try {
                Files.createDirectories(FOLDER);
                stack =
                        EmbeddedStack.start(
                                EmbeddedStack.options()
                                        .postgres(true)
                                        .elasticsearch(true)
                                        .quickStart(true)
                                        .plugins(List.of(Market.PLUGIN))
                                        .dataDir(Files.createTempDirectory(FOLDER, "scratch"))
                                        .cacheDir(FOLDER.resolve("cache"))
                                        .keepData(false));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return stack;
    }

    public static synchronized Market market() {
        if (market == null) {
            Post.office();
            market = Market.start(stack(), Post.settings());
            Sending.to(market).files(Market.sampleFiles()).query("?effectiveFrom=unstated").send();
        }
        return market;
    }

    /**
     * Another instance over the same stack. It has the same mail server: any instance may be the
     * one that queues the mail of an event. It is not closed, as the virtual machine's tests share
     * pools, but works no longer once its class is done.
     */
    public static synchronized Market beside(String... settings) {
        market();
        Market guest =
                Market.start(
                        stack(),
                        Stream.of(Post.settings(), settings)
                                .flatMap(Stream::of)
                                .toArray(String[]::new));
        GUESTS.add(guest);
        return guest;
    }

    /** The instances beside look after nothing any more: ten of them would keep a machine busy. */
    static synchronized void rest() {
        GUESTS.forEach(Market::rest);
        GUESTS.clear();
    }

    /** A connection with the rights of the service. */
    public static Connection app() throws SQLException {
        return DriverManager.getConnection(
                stack().jdbcUrl(), stack().appUser(), stack().appPassword());
    }

    /** A connection with the rights of the schema's owner. */
    public static Connection owner() throws SQLException {
        return DriverManager.getConnection(
                stack().jdbcUrl(), stack().ownerUser(), stack().ownerPassword());
    }

    /** The first column of the first row of a query, as text; null when there is none. */
    public static String ask(String sql, Object... binds) {
        try {
            Connection connection = idle();
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < binds.length; i++) {
                    statement.setObject(i + 1, binds[i]);
                }
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? rows.getString(1) : null;
                }
            } finally {
                keepIdle(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The owner's, kept from who asked before: to make one takes longer than most questions. */
    private static Connection idle() throws SQLException {
        Connection kept = IDLE.getAndSet(null);
        // a server that a test has killed takes its connections along
        return kept != null && kept.isValid(1) ? kept : owner();
    }

    private static void keepIdle(Connection connection) throws SQLException {
        if (!IDLE.compareAndSet(null, connection)) {
            connection.close();
        }
    }

    public static long count(String sql, Object... binds) {
        return Long.parseLong(ask(sql, binds));
    }

    /**
     * What the register and the event log say, as a fingerprint; the order of rows is no matter,
     * nor what falls due of other tests' requests meanwhile.
     */
    public static String state() {
        var sql = new StringBuilder("select concat_ws(' '");
        for (String table : REGISTER) {
            sql.append(
                    ", (select '%1$s:' || count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)), 0) from %1$s t)"
                            .formatted(table));
        }
        return ask(
                sql.append(", 'events:' || (select count(*) from event where actor <> 'timer'))")
                        .toString());
    }

    /** All tables as text, a line for each row. */
    public static Map<String, String> rows() throws SQLException {
        var tables = new TreeMap<String, String>();
        try (var owner = owner();
                var list = owner.createStatement();
                var names =
                        list.executeQuery(
                                """
                                select table_name from information_schema.tables
                                 where table_schema = 'public' and table_type = 'BASE TABLE'
                                """)) {
            while (names.next()) {
                String table = names.getString(1);
                String text = ask("select string_agg(t::text, E'\\n') from %s t".formatted(table));
                tables.put(table, text == null ? "" : text);
            }
        }
        return tables;
    }

    /** An attempt that must leave the register and the event log as they were. */
    public static Sending.Answer withoutTrace(Supplier<Sending.Answer> attempt) {
        market();
        String before = state();
        Sending.Answer answer = attempt.get();
        Assertions.assertThat(state()).isEqualTo(before);
        return answer;
    }

    /** Work beside the test's own, on a thread of its own however few processors there are. */
    public static <T> CompletableFuture<T> beside(Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, task -> Thread.ofPlatform().daemon().start(task));
    }

    /** Today in the market, moved by some days. */
    public static String day(int later) {
        return ask("select (market_today() + ?)::text", later);
    }

    /**
     * Waits until every event has its place and the search index has read up to it, for as long as
     * it comes nearer.
     */
    public static void waitUntilIndexed() {
        for (long left = unread(); left > 0; left = unread()) {
            long before = left;
            Market.waitUntil(() -> unread() < before);
        }
    }

    private static long unread() {
        return count(
                """
                select (select count(*) from event where entity_type <> 'sealed-bid')
                     - coalesce((select position from event_cursor where reader = 'search'), 0)
                """);
    }
}
