package org.mingjia.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.Noticed;
import org.mingjia.PassingTime;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;

/** The two sides are told of each step once, and nobody of what it has done itself. */
class ContractTidingsTest {

    @Test
    void eachSideIsToldOfWhatTheOtherDid() {
        var deal = Deal.drafted(8_000);
        deal.propose(deal.owner, List.of(Deal.node(Deal.NODE, 8_000, false)));
        deal.sign();
        deal.file();
        deal.invoice(Deal.taxNumber(), 100);
        deal.owner.post(
                deal.path() + "/supplements",
                Map.of("ground", "业主增加了两个监测点位", "amountFen", 850_000));
        Noticed.settled();

        assertThat(told(deal.owner, deal))
                .containsExactlyInAnyOrder(
                        "contract.drafted",
                        "contract.signed",
                        "contract.confirmed",
                        "contract.filed",
                        "invoice.issued");
        assertThat(told(deal.agency, deal))
                .containsExactlyInAnyOrder(
                        "contract.drafted",
                        "contract.proposed",
                        "contract.confirmed",
                        "contract.signed",
                        "contract.filed",
                        "supplement.proposed");
    }

    @Test
    void whatWaitsIsATaskOfTheSideThatHasToDoIt() {
        var deal = Deal.drafted(8_000);
        assertThat(tasks(deal.owner, deal)).containsExactly("contract-to-sign");
        assertThat(tasks(deal.agency, deal)).containsExactly("contract-to-sign");
        deal.confirm(deal.owner);
        assertThat(tasks(deal.owner, deal)).isEmpty();
        deal.confirm(deal.agency);
        assertThat(tasks(deal.owner, deal)).containsExactly("contract-to-file");
        deal.file();
        deal.invoice(Deal.taxNumber(), 100);
        deal.owner.post(
                deal.path() + "/payments",
                Map.of(
                        "invoiceNo",
                        1,
                        "amountFen",
                        100,
                        "paidOn",
                        Scratch.day(0),
                        "reference",
                        "BANK-0001"));
        deal.owner.post(
                deal.path() + "/terminations",
                Map.of("ground", "agreement", "reason", "双方协商一致不再履行", "settledFen", 100));
        assertThat(tasks(deal.owner, deal)).isEmpty();
        assertThat(tasks(deal.agency, deal))
                .containsExactlyInAnyOrder("payment-to-confirm", "proposal-to-answer");

        var late = Deal.drafted(8_000);
        PassingTime.asIfPast(
                late.id(),
                "contract",
                "update contract set awarded_on = awarded_on - 60 where id = ?");
        assertThat(
                        kinds(
                                Answer.of(
                                        Scratch.market()
                                                .operator()
                                                .get()
                                                .uri("/api/tasks")
                                                .exchange()),
                                late))
                .containsExactly("contract-unsigned");
    }

    private static List<String> tasks(Person who, Deal deal) {
        return kinds(who.get("/api/tasks"), deal);
    }

    private static List<String> kinds(Answer tasks, Deal deal) {
        return tasks.body()
                .path("items")
                .valueStream()
                .filter(task -> task.path("href").asString().endsWith(deal.number))
                .map(task -> task.path("kind").asString())
                .toList();
    }

    private static List<String> told(Person who, Deal deal) {
        return who.get("/api/inbox?limit=100")
                .body()
                .path("items")
                .valueStream()
                .filter(message -> message.path("subject").asString().equals(deal.number))
                .map(message -> message.path("kind").asString())
                .toList();
    }
}
