package org.mingjia.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.contract.Deal;
import tools.jackson.databind.JsonNode;

/** 材料清单与雷同 What a report consists of, and whose bytes it is. */
class MaterialsTest {

    @Test
    void theSameBytesForAnotherProjectAreFlagged() {
        var first = Deal.filed(8_000);
        var second = Deal.filed(9_000);
        String same = "同一份报告 " + first.number;
        first.hand(1, same);
        first.submitAsItIs();
        second.hand(1, same);
        second.submitAsItIs();
        assertThat(second.owner.get(second.path() + "/delivery").body().at("/files/0/identicalTo"))
                .extracting(JsonNode::asString)
                .containsExactly(first.number);
        JsonNode pairs = Sending.get("/api/identical-files?limit=100").body().path("items");
        assertThat(
                        pairs.valueStream()
                                .filter(p -> p.path("otherNumber").asString().equals(first.number)))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.path("number").asString()).isEqualTo(second.number);
                    assertThat(p.path("sameAgency").asBoolean()).isTrue();
                });
    }

    @Test
    void theOperatorsListIsForContractsSignedAfterIt() {
        var before = Deal.filed(8_000);
        String item = before.seen().path("itemCode").asString();
        String path = "/api/items/" + item + "/materials";
        JsonNode listed = Sending.get(path).body();
        assertThat(listed.at("/materials/0/required").asBoolean()).isTrue();
        int version = listed.path("version").asInt();

        assertThat(Sending.post(path, Map.of("materials", List.of())).faults())
                .containsExactly(
                        "#/basedOn required", "#/materials materials", "#/reason required");
        assertThat(
                        Sending.post(
                                        path,
                                        listed(
                                                version,
                                                Map.of("name", "报告书", "required", false),
                                                Map.of("name", "报告书", "required", false)))
                                .faults())
                .containsExactly("#/materials/1/name material-once", "#/materials one-required");
        var list =
                listed(
                        version,
                        Map.of("name", "水土保持方案报告书"),
                        Map.of("name", "附图", "required", false));
        assertThat(Sending.post(path, list).number("version")).isEqualTo(version + 1);

        var after = Deal.filed(8_000);
        assertThat(names(after)).containsExactly("水土保持方案报告书", "附图");
        assertThat(names(before)).doesNotContain("附图");
        after.hand(1, "只有报告 " + after.number);
        assertThat(after.submitAsItIs().text("status"))
                .as("what is not required may be missing")
                .isEqualTo("delivered");
    }

    @Test
    void whoWasSlowerReadsWhatTheOtherPublishedAndEveryVersionStays() {
        String path = "/api/items/S-ZX-002/materials";
        int version = Sending.get(path).body().path("version").asInt();
        assertThat(Sending.post(path, listed(version, Map.of("name", "资金申请报告"))).status())
                .isEqualTo(201);
        Answer slower = Sending.post(path, listed(version, Map.of("name", "可行性研究报告")));
        assertThat(slower.status()).isEqualTo(412);
        assertThat(slower.text("rule")).isEqualTo("stale-version");
        assertThat(slower.text("bound")).isEqualTo(Integer.toString(version + 1));
        assertThat(Sending.post(path, listed(version + 1, Map.of("name", "可行性研究报告"))).status())
                .isEqualTo(201);

        JsonNode now = Sending.get(path).body();
        assertThat(now.path("version").asInt()).isEqualTo(version + 2);
        assertThat(now.path("reason").asString()).isEqualTo("州发改委 2026 年第 3 号通知");
        assertThat(now.path("since").asString()).isNotEmpty();
        assertThat(now.at("/materials/0/name").asString()).isEqualTo("可行性研究报告");
        assertThat(now.at("/earlier/0/version").asInt()).isEqualTo(version + 1);
        assertThat(now.at("/earlier/0/reason").asString()).isEqualTo("州发改委 2026 年第 3 号通知");
        assertThat(now.at("/earlier/0/materials/0/name").asString()).isEqualTo("资金申请报告");
        assertThat(now.at("/earlier/0/materials/0/required").asBoolean()).isTrue();
    }

    private static Map<String, Object> listed(int basedOn, Object... materials) {
        return Map.of(
                "basedOn",
                basedOn,
                "materials",
                List.of(materials),
                "reason",
                "州发改委 2026 年第 3 号通知");
    }

    private static List<String> names(Deal deal) {
        return deal.delivery()
                .path("materials")
                .valueStream()
                .map(m -> m.path("name").asString())
                .toList();
    }
}
