package org.mingjia.award;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import tools.jackson.databind.JsonNode;

/** 异议 Inside the publicity it stops everything, until the operator has decided. */
class ObjectionsTest {

    private static final String PUBLIC = "{\"extensionDays\": 0, \"publicityDays\": 2}";
    private static final String RUNNER_UP = "{\"runnerUp\": true}";
    private static final Map<String, String> REASON = Map.of("reason", "人员调配困难，无法履约");

    @Test
    void anObjectionStopsEverythingUntilItIsRejectedAndThenAWholeWorkingDayIsLeft() {
        var auction = Auction.selected("{}", 8000, 9000);
        Answer raised = auction.objection(Auction.seller(1), "拟中选机构的业绩证明与事实不符");
        assertThat(raised.status()).isEqualTo(201);
        assertThat(raised.number("objectionNo")).isEqualTo(1);
        assertThat(auction.status()).isEqualTo("suspended");
        assertThat(auction.count("timer where request_id = ?")).isZero();
        assertThat(auction.agency(auction.winner(), "award-withdrawals", REASON).text("rule"))
                .isEqualTo("suspended");
        assertThat(auction.lot().path("objections").toString())
                .contains("业绩证明")
                .doesNotContain(Auction.seller(1).uscc());

        JsonNode waits = listed("false", raised.text("id"));
        assertThat(waits.path("winner").asString())
                .isEqualTo(auction.award().path("agencyName").asString());
        assertThat(waits.path("number").asString()).isEqualTo(auction.request.number());
        assertThat(waits.path("itemName").asString()).isNotBlank();
        assertThat(waits.path("decision").isNull()).isTrue();
        assertThat(waits.toString()).doesNotContain(Auction.seller(1).uscc());

        UUID id = UUID.fromString(raised.text("id"));
        assertThat(auction.decideObjection(id, "perhaps").status()).isEqualTo(422);
        assertThat(auction.decideObjection(id, "rejected").text("status")).isEqualTo("publicity");
        assertThat(auction.decideObjection(id, "upheld").text("rule")).isEqualTo("already-decided");

        assertThat(
                        Scratch.count(
                                "select (publicity_until > now() + interval '5 hours' and publicity_until = t.due_at)::int from award a join timer t on t.request_id = a.request_id and t.kind = 'publicity' where a.request_id = ?",
                                auction.request.id()))
                .isEqualTo(1);
        assertThat(listed("true", raised.text("id")).path("reason").asString()).isNotBlank();
        assertThat(listed("false", raised.text("id"))).isNull();
        auction.publicityPasses();
        auction.becomes("awarded");
        assertThat(auction.lot().at("/objections/0/decision").asString()).isEqualTo("rejected");
    }

    @Test
    void anObjectionThatIsUpheldTakesTheAwardAndNothingElseDisappears() {
        var auction = Auction.selected(RUNNER_UP, 8000, 9000);
        Answer first = auction.objection(Auction.seller(1), "拟中选机构的业绩证明与事实不符");
        Answer second =
                auction.objection(People.of(Scratch.market()).enterprise(), "评审程序存在明显瑕疵，请核实");
        assertThat(second.number("objectionNo")).isEqualTo(2);

        assertThat(
                        auction.decideObjection(UUID.fromString(first.text("id")), "upheld")
                                .text("status"))
                .as("another is open")
                .isEqualTo("suspended");
        assertThat(
                        auction.decideObjection(UUID.fromString(second.text("id")), "rejected")
                                .text("status"))
                .isEqualTo("publicity");

        assertThat(auction.lot().path("awards").size()).isEqualTo(2);
        assertThat(auction.lot().at("/awards/0/lostBy").asString()).isEqualTo("objection");
        assertThat(auction.award().path("rank").asInt()).isEqualTo(2);
        assertThat(auction.count("timer where kind = 'publicity' and request_id = ?")).isEqualTo(1);
    }

    @Test
    void nobodyObjectsBeforeOrAfterThePublicity() {
        var early = Auction.of("random_draw", "{\"minimum\": 2}", PUBLIC).bids(8000, 9000);
        assertThat(early.objection(Auction.seller(1), "尚未开标就提出的异议内容").text("rule"))
                .isEqualTo("not-in-publicity");

        var late = Auction.selected("{}", 8000, 9000);
        late.publicityPasses();
        late.becomes("awarded");
        assertThat(late.objection(Auction.seller(1), "公示期满之后提出的异议内容").text("rule"))
                .isEqualTo("not-in-publicity");
    }

    /** It in everybody's list; null where it is not there. */
    private static JsonNode listed(String decided, String id) {
        return Sending.get("/api/objections?limit=100&decided={decided}", decided)
                .body()
                .path("items")
                .valueStream()
                .filter(objection -> objection.path("id").asString().equals(id))
                .findFirst()
                .orElse(null);
    }
}
