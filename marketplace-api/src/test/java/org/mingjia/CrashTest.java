package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingjia.Market.waitUntil;
import static org.mingjia.Scratch.count;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.mingjia.Sending.Answer;

/**
 * What is killed in the middle of an import leaves nothing half-written, and the same import then
 * succeeds. The middle is certain: a lock of the test's holds the import up when its items are
 * written and its links are not.
 */
class CrashTest {

    private static final int MANY = 2_000;
    private static final String HALF = "lock table act_item in share row exclusive mode";

    @Test
    void postgresKilledInTheMiddleLeavesNothingAndTheSameImportSucceedsAfterIt() throws Exception {
        Table items = Table.items("S-GENPG-", MANY);
        Scratch.market();
        String before = Scratch.state();
        CompletableFuture<Answer> interrupted;
        try (Connection _ = held()) {
            interrupted = sending(Scratch.market(), items);
            waitUntilHalfway();
            Scratch.stack().killPostgres();
        }
        Answer failed = interrupted.join();
        Scratch.stack().startPostgres();

        assertThat(failed.status()).as("%s", failed.body()).isEqualTo(503);
        assertThat(failed.problem()).isEqualTo("unavailable");
        assertThat(Scratch.state()).isEqualTo(before);
        waitUntil(() -> published(Scratch.market(), items));
        assertThatAllIsThere("S-GENPG-");
    }

    @Test
    void theServiceKilledInTheMiddleLeavesNothingAndAnotherTakesTheSameImport() throws Exception {
        Table items = Table.items("S-GENAPI-", 1_000);
        Scratch.market();
        String before = Scratch.state();
        try (var api = ChildService.start();
                Connection lock = held()) {
            var interrupted =
                    Scratch.beside(() -> Sending.toPort(api.port()).file("many.csv", items).send());
            waitUntilHalfway();
            api.kill();
            assertThatThrownBy(interrupted::join).isInstanceOf(CompletionException.class);
            lock.rollback();
            waitUntil(() ->
                    count("select count(*) from pg_locks where locktype = 'advisory' and granted")
                            == 0);
            assertThat(Scratch.state()).isEqualTo(before);
        }

        waitUntil(() -> published(Scratch.market(), items));
        assertThat(count("select count(*) from service_item where code like 'S-GENAPI-%'"))
                .isEqualTo(1_000);
        assertThat(
                        count(
                                "select count(*) from event where kind = 'item.published' and entity_code like 'S-GENAPI-%'"))
                .isEqualTo(1_000);
    }

    @Test
    void elasticsearchKilledInTheMiddleIsNoMatterToTheImport() throws Exception {
        Table items = Table.items("S-GENES-", 500);
        Scratch.market();
        try {
            CompletableFuture<Answer> going;
            try (Connection lock = held()) {
                going = sending(Scratch.market(), items);
                waitUntilHalfway();
                Scratch.stack().killElasticsearch();
                lock.rollback();
            }
            assertThat(going.join().status()).isEqualTo(201);
        } finally {
            Scratch.stack().startElasticsearch();
        }
        Scratch.waitUntilIndexed();
    }

    private static Connection held() throws SQLException {
        Connection owner = Scratch.owner();
        owner.setAutoCommit(false);
        try (var statement = owner.createStatement()) {
            statement.execute(HALF);
        }
        return owner;
    }

    /** An import waits for the test's lock, with its items written. */
    private static void waitUntilHalfway() {
        waitUntil(() ->
                count(
                                "select count(*) from pg_locks where relation = 'act_item'::regclass and not granted")
                        > 0);
    }

    private static CompletableFuture<Answer> sending(Market market, Table items) {
        return Scratch.beside(() -> Sending.to(market).file("many.csv", items).send());
    }

    private static boolean published(Market market, Table items) {
        Answer answer = Sending.to(market).file("many.csv", items).send();
        assertThat(answer.status()).as("%s", answer.body()).isIn(201, 409, 503);
        return answer.status() == 201;
    }

    private static void assertThatAllIsThere(String prefix) {
        assertThat(count("select count(*) from service_item where code like ?", prefix + "%"))
                .isEqualTo(MANY);
        assertThat(count("select count(*) from act_item where item_code like ?", prefix + "%"))
                .isEqualTo(MANY);
        assertThat(
                        count(
                                "select count(*) from event where kind = 'item.published' and entity_code like ?",
                                prefix + "%"))
                .isEqualTo(MANY);
    }
}
