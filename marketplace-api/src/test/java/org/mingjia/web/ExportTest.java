package org.mingjia.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.platform.Transactor;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** An export gives every row once, and whoever reads it slowly holds nobody up. */
class ExportTest {

    private static final int ROWS = 2 * Listing.BLOCK + 7;

    private final Transactor transactor = Scratch.market().context().getBean(Transactor.class);

    @Test
    void theBlocksTogetherAreTheListOnceAndInOrder() {
        List<List<Record>> blocks = read(numbers(ROWS));

        assertThat(blocks.stream().map(List::size))
                .containsExactly(Listing.BLOCK, Listing.BLOCK, 7);
        assertThat(texts(blocks))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, ROWS).mapToObj(ExportTest::text).toList());
    }

    @Test
    void aListIsReadBackwardsToItsFirstRow() {
        List<List<Record>> blocks = read(numbers(ROWS).backwards());

        assertThat(texts(blocks).toList().getFirst()).isEqualTo(text(ROWS));
        assertThat(texts(blocks).toList().getLast()).isEqualTo(text(1));
        assertThat(texts(blocks).distinct().count()).isEqualTo(ROWS);
    }

    @Test
    void aListThatEndsWithABlockHasNoRowMore() {
        assertThat(texts(read(numbers(Listing.BLOCK))).count()).isEqualTo(Listing.BLOCK);
        assertThat(texts(read(numbers(0))).count()).isZero();
    }

    @Test
    void theRowsOfAnExportHaveTheColumnsThatAReaderSees() {
        Listing list = numbers(1);
        assertThat(list.values(read(list).getFirst().getFirst())).containsExactly(text(1));
    }

    @Test
    void moreSlowReadersThanThereAreConnectionsKeepNobodyWaiting() {
        var slow = Stream.generate(SlowReader::new).limit(24).toList();
        slow.forEach(reader -> numbers(ROWS).blocks(transactor).subscribe(reader));

        slow.forEach(reader -> assertThat(reader.first.block(Duration.ofSeconds(20))).isNotNull());
        // each has a block, wants no other yet, and has not ended
        assertThat(one()).isEqualTo(1);
        assertThat(slow).noneMatch(BaseSubscriber::isDisposed);
        slow.forEach(BaseSubscriber::dispose);
    }

    private @Nullable Integer one() {
        return transactor
                .one(db -> Mono.from(db.selectOne()).map(row -> row.value1()))
                .block(Duration.ofSeconds(2));
    }

    private List<List<Record>> read(Listing list) {
        Flux<List<Record>> blocks = list.blocks(transactor);
        return blocks.collectList().blockOptional(Duration.ofSeconds(20)).orElseThrow();
    }

    private static Stream<String> texts(List<List<Record>> blocks) {
        return blocks.stream().flatMap(List::stream).map(row -> row.get(0, String.class));
    }

    private static String text(int number) {
        return String.format("%06d", number);
    }

    private static Listing numbers(int howMany) {
        var number = field("to_char(n, 'FM000000')", String.class);
        return new Listing(
                List.of(number.as("number")),
                table("generate_series(1, {0}) n", val(howMany)),
                noCondition(),
                number,
                "number");
    }

    /** Takes one block and asks for no more. */
    private static final class SlowReader extends BaseSubscriber<List<Record>> {

        final Sinks.One<Integer> taken = Sinks.one();
        final Mono<Integer> first = taken.asMono();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(1);
        }

        @Override
        protected void hookOnNext(List<Record> block) {
            taken.tryEmitValue(block.size());
        }

        @Override
        protected void hookOnError(Throwable error) {
            taken.tryEmitError(error);
        }
    }
}
