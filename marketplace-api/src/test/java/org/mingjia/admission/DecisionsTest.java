package org.mingjia.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.admission.AdmissionTest.rules;
import static org.mingjia.admission.AdmissionTest.surveyor;
import static org.mingjia.admission.Applicant.decide;
import static org.mingjia.admission.Applicant.today;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;

/** What the operator decides, however many decide and apply at once. */
class DecisionsTest {

    @Test
    void theSameApplicationTwentyTimesAtOnceIsOne() {
        var agency = surveyor();
        agency.save(agency.application());

        var sent = IntStream.range(0, 20).mapToObj(_ -> Scratch.beside(agency::submit)).toList();
        var answers = sent.stream().map(java.util.concurrent.CompletableFuture::join).toList();

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream().map(a -> a.number("version")).distinct()).hasSize(1);
        assertThat(
                        Scratch.count(
                                "select count(*) from event where kind = 'agency.applied' and entity_code = ?",
                                agency.uscc))
                .isOne();
    }

    @Test
    void decisionsAreAllOrNothing() {
        var good = surveyor();
        good.apply();
        var changed = surveyor();
        changed.apply();
        var stale = changed.decision("admit");
        stale.put("version", 1);

        Answer refused = decide(List.of(good.decision("admit"), stale));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(rules(refused)).containsExactly("#/decisions/1/version stale-version");
        assertThat(good.page().status()).isEqualTo(404);
        assertThat(decide(List.of(good.decision("admit"), changed.decision("return"))).status())
                .isEqualTo(200);
        assertThat(good.page().status()).isEqualTo(200);
        assertThat(rules(decide(List.of(good.decision("admit")))))
                .containsExactly("#/decisions/0/uscc not-under-review");
    }

    @Test
    void theSameDecisionTwentyTimesAtOnceIsMadeOnce() {
        var agency = surveyor();
        agency.apply();
        var decision = agency.decision("admit");

        var sent =
                IntStream.range(0, 20)
                        .mapToObj(_ -> Scratch.beside(() -> decide(List.of(decision))))
                        .toList();
        var statuses = sent.stream().map(f -> f.join().status()).sorted().toList();

        assertThat(statuses.getFirst()).isEqualTo(200);
        assertThat(statuses.stream().filter(s -> s == 422)).hasSize(19);
        assertThat(
                        Scratch.count(
                                "select count(*) from agency_item i join organisation o on o.id = i.agency_id where uscc = ?",
                                agency.uscc))
                .isOne();
    }

    @Test
    void theOperatorsQueueShowsTheClock() {
        var agency = surveyor();
        agency.apply();

        Answer queue =
                Answer.of(
                        Scratch.market()
                                .operator()
                                .get()
                                .uri("/api/agency-applications?status=applied&limit=100")
                                .exchange());

        assertThat(
                        queue.body()
                                .path("items")
                                .valueStream()
                                .filter(i -> i.path("uscc").asString().equals(agency.uscc))
                                .findFirst()
                                .orElseThrow()
                                .path("decideBy")
                                .asString())
                .isGreaterThan(today().toString());
        assertThat(
                        Answer.of(Scratch.market().operator().get().uri("/api/tasks").exchange())
                                .body()
                                .toString())
                .contains("/workbench/queue/" + agency.uscc);
        assertThat(agency.get("/api/agency-applications").status()).isEqualTo(403);
    }
}
