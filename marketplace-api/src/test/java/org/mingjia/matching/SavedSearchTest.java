package org.mingjia.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.Noticed;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.http.MediaType;

/** Searches that are kept, and what is told of them. */
class SavedSearchTest {

    private static final String ITEM = "S-ZX-010";
    private static final String SEARCHES = "/api/saved-searches";

    @Test
    void aSearchTellsOfANewRequestThatMeetsAllOfItAndOfNoOther() {
        Person somebody = People.of(Scratch.market()).enterprise();
        for (Object search :
                new Object[] {
                    Map.of("itemCodes", new String[] {"S-ZX-001", ITEM}, "name", "事项"),
                    Map.of("words", "风险  ABC酉水", "name", "词"),
                    Map.of("category", "工程咨询", "regionCode", "433100", "name", "类别与州"),
                    Map.of("method", "lowest_price", "funds", "social", "name", "方式"),
                    Map.of("budgetAtLeastFen", 10_000_000, "name", "预算"),
                    Map.of("itemCodes", new String[] {"S-ZX-001"}, "name", "别的事项"),
                    Map.of("words", "酉水 没有的词", "name", "别的词"),
                    Map.of("itemCodes", new String[] {ITEM}, "regionCode", "433122", "name", "别的县"),
                    Map.of("itemCodes", new String[] {ITEM}, "funds", "state", "name", "别的资金"),
                    Map.of("words", "酉水", "budgetAtLeastFen", 10_000_001, "name", "更大的预算")
                }) {
            assertThat(somebody.post(SEARCHES, search).status()).isEqualTo(201);
        }
        var request = Noticed.of(ITEM).titled("abc酉水大桥社会稳定风险评估").publish();
        Noticed.settled();

        var messages = somebody.get("/api/inbox").body();
        assertThat(messages.path("total").asInt()).isEqualTo(1);
        assertThat(messages.at("/items/0/kind").asString()).isEqualTo("search.matched");
        assertThat(messages.at("/items/0/subject").asString()).isEqualTo(request.number());
        assertThat(messages.at("/items/0/body").asString().replace("符合您订阅的检索：", "").split("、"))
                .containsExactlyInAnyOrder("事项", "词", "类别与州", "方式", "预算");
    }

    @Test
    void aSearchThatWasDeletedTellsNothingAndAnothersIsNotFound() {
        Person somebody = People.of(Scratch.market()).enterprise();
        Person other = People.of(Scratch.market()).enterprise();
        String id = somebody.post(SEARCHES, Map.of("itemCodes", new String[] {ITEM})).text("id");

        assertThat(delete(other, id)).isEqualTo(404);
        assertThat(somebody.get(SEARCHES).number("total")).isEqualTo(1);
        assertThat(other.get(SEARCHES).number("total")).isZero();
        assertThat(delete(somebody, id)).isEqualTo(204);
        assertThat(delete(somebody, id)).isEqualTo(404);
        Noticed.of(ITEM).publish();
        Noticed.settled();
        assertThat(somebody.get("/api/inbox").number("total")).isZero();
    }

    @Test
    void anAccountKeepsFiftyHoweverManyItSavesAtOnce() {
        Person somebody = People.of(Scratch.market()).enterprise();
        var answers =
                IntStream.range(0, 60)
                        .mapToObj(n -> Scratch.beside(() -> save(somebody, "词语" + n, null)))
                        .toList()
                        .stream()
                        .map(java.util.concurrent.CompletableFuture::join)
                        .toList();

        assertThat(answers.stream().filter(a -> a.status() == 201)).hasSize(50);
        assertThat(answers.stream().filter(a -> a.status() == 409).map(Answer::problem))
                .hasSize(10)
                .containsOnly("saved-search-bound");
        assertThat(somebody.get(SEARCHES + "?limit=100").number("total")).isEqualTo(50);
    }

    @Test
    void theSameSearchUnderTheSameKeyIsSavedOnce() {
        Person somebody = People.of(Scratch.market()).enterprise();
        String key = "search-" + System.nanoTime();
        var ids =
                IntStream.range(0, 20)
                        .mapToObj(_ -> Scratch.beside(() -> save(somebody, "同一检索", key)))
                        .toList()
                        .stream()
                        .map(saved -> saved.join().text("id"))
                        .distinct();

        assertThat(ids).hasSize(1);
        assertThat(somebody.get(SEARCHES).number("total")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "words, 水, #/words",
        "words, 一一 二二 三三 四四 五五 六六, #/words",
        "regionCode, 4331, #/regionCode",
        "method, lottery, #/method",
        "funds, private, #/funds",
        "budgetAtLeastFen, 0, #/budgetAtLeastFen",
        "name, 只有名称, #"
    })
    void aSearchThatCannotBeMeantIsRefused(String member, String value, String pointer) {
        Answer refused =
                People.of(Scratch.market()).enterprise().post(SEARCHES, Map.of(member, value));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    private static Answer save(Person by, String words, String key) {
        return Answer.of(
                by.http()
                        .post()
                        .uri(SEARCHES)
                        .headers(headers -> {
                            if (key != null) {
                                headers.set("Idempotency-Key", key);
                            }
                        })
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("words", words))
                        .exchange());
    }

    private static int delete(Person by, String id) {
        return by.http()
                .delete()
                .uri(SEARCHES + "/" + id)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }
}
