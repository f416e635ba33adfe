package org.mingjia.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Sending.toScratch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.Table;

class RepetitionTest {

    @Test
    void aRepeatedKeyGetsTheFirstAnswerAndImportsNothing() {
        Table items = Table.items("S-KEY-", 2);
        Answer first = toScratch().file("k.csv", items).key("repeat-1").send();
        assertThat(first.status()).isEqualTo(201);

        Answer again =
                Scratch.withoutTrace(() -> toScratch().file("k.csv", items).key("repeat-1").send());

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(
                        Scratch.count(
                                "select count(*) from register_import where idempotency_key = 'repeat-1'"))
                .isEqualTo(1);
    }

    @Test
    void aKeyThatWasUsedForOtherContentIsRefused() {
        toScratch().file("k.csv", Table.items("S-KEYA-", 1)).key("repeat-2").send();

        Answer other =
                Scratch.withoutTrace(() ->
                        toScratch()
                                .file("k.csv", Table.items("S-KEYB-", 1))
                                .key("repeat-2")
                                .send());

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void aKeyWhoseAttemptWasRefusedMayBeUsedForTheCorrectedFile() {
        Table items = Table.items("S-KEYC-", 1);
        Answer refused =
                toScratch().file("k.csv", items.with(1, "payer", "x")).key("repeat-3").send();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(toScratch().file("k.csv", items).key("repeat-3").send().status()).isEqualTo(201);
    }

    @Test
    void ofTwentyAtOnceOnePublishesAndTheOthersChangeNothing() {
        Table items = Table.items("S-CROWD-", 30);
        Scratch.market();

        List<Answer> answers =
                IntStream.range(0, 20)
                        .mapToObj(
                                _ -> Scratch.beside(() -> toScratch().file("c.csv", items).send()))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        assertThat(answers)
                .allSatisfy(a -> assertThat(a.status()).as("%s", a.body()).isIn(200, 201, 409));
        assertThat(answers)
                .filteredOn(a -> a.status() == 409)
                .allSatisfy(a -> assertThat(a.problem()).isEqualTo("import-busy"));
        assertThat(Scratch.count("select count(*) from service_item where code like 'S-CROWD-%'"))
                .isEqualTo(30);
        assertThat(
                        Scratch.count(
                                "select count(*) from event where kind = 'item.published' and entity_code like 'S-CROWD-%'"))
                .isEqualTo(30);
    }
}
