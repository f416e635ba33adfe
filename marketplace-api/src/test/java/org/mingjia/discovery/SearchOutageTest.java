package org.mingjia.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Market.waitUntil;
import static org.mingjia.Sending.get;
import static org.mingjia.Sending.toScratch;

import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.Table;

class SearchOutageTest {

    @Test
    void withoutElasticsearchTheMarketGoesOnAndSearchSaysThatItIsDegradedAndComesBackByItself() {
        Scratch.market();
        Scratch.waitUntilIndexed();
        waitUntil(() -> !degraded("环评"));
        try {
            Scratch.stack().killElasticsearch();

            Answer down = search("环境影响报告书");
            assertThat(down.status()).isEqualTo(200);
            assertThat(down.body().path("degraded").asBoolean()).isTrue();
            assertThat(down.body().at("/hits/0/code").asString()).isEqualTo("S-HJ-001");
            assertThat(search("S-HJ-001").body().at("/hits/0/code").asString())
                    .isEqualTo("S-HJ-001");
            assertThat(search("环评").number("total")).isGreaterThan(0);
            assertThat(sum(search("环评"), "type")).isEqualTo(search("环评").number("total"));
            assertThat(get("/api/search?q=&type=item&payer=government").number("total"))
                    .isEqualTo(
                            Scratch.count(
                                    "select count(*) from service_item where payer = 'government' and valid @> market_today()"));
            assertThat(get("/api/suggestions?q=环境").body().path("degraded").asBoolean()).isTrue();

            assertThat(toScratch().file("o.csv", Table.items("S-OUT-", 1)).send().status())
                    .isEqualTo(201);
            assertThat(get("/api/items/S-OUT-1").status()).isEqualTo(200);
            assertThat(search("S-OUT-1").body().at("/hits/0/code").asString()).isEqualTo("S-OUT-1");
            assertThat(get("/actuator/health/readiness").text("status")).isEqualTo("UP");
        } finally {
            Scratch.stack().startElasticsearch();
        }
        waitUntil(() ->
                !degraded("S-OUT-1")
                        && search("S-OUT-1")
                                .body()
                                .at("/hits/0/code")
                                .asString("")
                                .equals("S-OUT-1"));
        assertThat(search("huanping").number("total")).isGreaterThan(0);
    }

    private static long sum(Answer answer, String facet) {
        return answer.body()
                .path("facets")
                .path(facet)
                .valueStream()
                .mapToLong(value -> value.path("count").asLong())
                .sum();
    }

    private static boolean degraded(String words) {
        return search(words).body().path("degraded").asBoolean();
    }

    private static Answer search(String words) {
        return get("/api/search?q={q}", words);
    }
}
