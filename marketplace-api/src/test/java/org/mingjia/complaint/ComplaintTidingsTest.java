package org.mingjia.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.Noticed;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.contract.Deal;

/** Each party is told of each step once, however often the relay goes over it. */
class ComplaintTidingsTest {

    @Test
    void eachPartyIsToldOnceAlsoWhenTheRelayRepeats() {
        var deal = Deal.filed(8_000);
        var grievance = Grievance.ofContract(deal.owner, "quality", deal.number);
        Noticed.settled();
        assertThat(told(deal.agency, grievance)).isEmpty();
        grievance.accepted();
        grievance.done("extensions", Map.of("reason", "需要重新检测"));
        grievance.stated(deal.agency).decided("upheld", Map.of());
        Noticed.settled();
        assertToldOnce(deal, grievance);

        long head = Scratch.count("select position from event_cursor where reader = 'matching'");
        Scratch.ask(
                "update event_cursor set position = (select min(o.position) - 1 from event_order o join event e on e.id = o.event_id where e.entity_code = ?) where reader = 'matching' returning position",
                grievance.number);
        org.mingjia.Market.waitUntil(() ->
                Scratch.count("select position from event_cursor where reader = 'matching'")
                        >= head);
        assertToldOnce(deal, grievance);
    }

    private static void assertToldOnce(Deal deal, Grievance grievance) {
        assertThat(told(deal.owner, grievance))
                .containsExactlyInAnyOrder(
                        "complaint.accepted", "complaint.extended", "complaint.decided");
        assertThat(told(deal.agency, grievance))
                .containsExactlyInAnyOrder("complaint.accepted", "complaint.decided");
    }

    @Test
    void ofWhatWasRefusedOrWithdrawnUnheardTheOtherSideHearsNothing() {
        var deal = Deal.filed(8_000);
        var refused = Grievance.ofContract(deal.owner, "quality", deal.number);
        refused.done("refusals", Map.of("rule", "no-grounds", "reason", "没有提供任何依据"));
        var withdrawn = Grievance.ofContract(deal.owner, "delay", deal.number);
        deal.owner.post(withdrawn.path() + "/withdrawals", "");
        Noticed.settled();
        assertThat(told(deal.owner, refused)).containsExactly("complaint.refused");
        assertThat(told(deal.agency, refused)).isEmpty();
        assertThat(told(deal.agency, withdrawn)).isEmpty();
    }

    @Test
    void thePublicFeedSaysNothingOfAComplaintBeforeItIsDecidedAndNothingOfLeads() {
        var deal = Deal.filed(8_000);
        var grievance = Grievance.ofContract(deal.owner, "quality", deal.number).accepted();
        Noticed.settled();
        assertThat(feed(grievance)).isEmpty();
        grievance.stated(deal.agency).decided("partly", Map.of());
        Noticed.settled();
        assertThat(feed(grievance)).containsExactly("complaint.decided");
    }

    private static List<String> feed(Grievance grievance) {
        long from =
                Scratch.count(
                        "select min(o.position) - 1 from event_order o join event e on e.id = o.event_id where e.entity_code = ?",
                        grievance.number);
        return Grievance.everybody("/api/changes?after={a}&limit=500", from)
                .body()
                .path("items")
                .valueStream()
                .filter(change -> change.path("code").asString().equals(grievance.number))
                .map(change -> change.path("kind").asString())
                .toList();
    }

    private static List<String> told(Person who, Grievance grievance) {
        return who.get("/api/inbox?limit=100")
                .body()
                .path("items")
                .valueStream()
                .filter(message -> message.path("subject").asString().equals(grievance.number))
                .map(message -> message.path("kind").asString())
                .toList();
    }
}
