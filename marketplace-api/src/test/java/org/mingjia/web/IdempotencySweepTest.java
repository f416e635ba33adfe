package org.mingjia.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.platform.Transactor;

/** Kept answers are forgotten after a day, by one instance at a time. */
class IdempotencySweepTest {

    private static final String KEPT =
            "select count(*) from idempotency_key where actor = ':sweep' and key like ?";
    private static final String KEEP =
            """
            insert into idempotency_key (actor, key, request, status, body, created_at)
            select ':sweep', '%1$s ' || n, repeat('0', 64), 201, '{}', now() - interval '%2$s'
              from generate_series(1, %3$s) n
            """;

    private final IdempotencySweep sweep =
            Scratch.market().context().getBean(IdempotencySweep.class);
    private final Transactor transactor = Scratch.market().context().getBean(Transactor.class);

    @BeforeEach
    void noneOfThisTest() throws SQLException {
        run("delete from idempotency_key where actor = ':sweep'");
    }

    @Test
    void whatIsOlderThanADayIsForgottenHoweverMuchAndNothingElse() throws SQLException {
        run(KEEP.formatted("old", "24 hours 1 second", 2 * IdempotencySweep.BATCH + 1));
        run(KEEP.formatted("young", "23 hours 59 minutes", 3));

        sweep.sweep().block(Duration.ofSeconds(30));

        assertThat(Scratch.count(KEPT, "old %")).isZero();
        assertThat(Scratch.count(KEPT, "young %")).isEqualTo(3);
    }

    @Test
    void aBatchIsBounded() throws SQLException {
        run(KEEP.formatted("old", "25 hours", 7));

        assertThat(forget(5)).isEqualTo(5);
        assertThat(forget(5)).isEqualTo(2);
        assertThat(forget(5)).isZero();
    }

    @Test
    void whileOneSweepsTheOthersLeaveItAlone() throws SQLException {
        run(KEEP.formatted("old", "25 hours", 3));
        try (var other = Scratch.app();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "select pg_advisory_xact_lock(hashtextextended('sweep of idempotency_key', 0))");

            assertThat(forget(5)).isZero();

            other.rollback();
        }
        assertThat(forget(5)).isEqualTo(3);
    }

    @Test
    void twentySweepsAtOnceForgetEachAnswerOnce() throws SQLException {
        run(KEEP.formatted("old", "25 hours", 50));

        IntStream.range(0, 20)
                .mapToObj(_ -> Scratch.beside(() -> forget(100)))
                .toList()
                .forEach(java.util.concurrent.CompletableFuture::join);

        assertThat(Scratch.count(KEPT, "old %")).isZero();
    }

    private int forget(int batch) {
        return transactor.inTransaction(tx -> sweep.take(tx, batch)).block(Duration.ofSeconds(30));
    }

    private static void run(String sql) throws SQLException {
        try (var owner = Scratch.owner();
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
