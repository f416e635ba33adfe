package org.mingjia.bidding;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.mingjia.People.Person;
import org.mingjia.PublishedRequests.Published;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.platform.Transactor;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

/** What bidders do, and what the closer does for them. */
final class Bidders {

    private Bidders() {}

    static Answer bid(Person bidder, Published request, long fen) {
        return bid(bidder, request, Map.of("amountFen", fen), null);
    }

    static Answer bid(Person bidder, Published request, Map<String, ?> body, String key) {
        return post(bidder, request.lot(1) + "/bids", body, key);
    }

    static Answer withdraw(Person bidder, Published request) {
        return post(bidder, request.lot(1) + "/withdrawals", Map.of(), null);
    }

    static Answer post(Person bidder, String address, Object body, String key) {
        return Answer.of(
                bidder.http()
                        .post()
                        .uri(address)
                        .headers(headers -> {
                            if (key != null) {
                                headers.set("Idempotency-Key", key);
                            }
                        })
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange());
    }

    /** Opens a closed request, as the closer does. */
    static List<OpenedBid> open(Published request) {
        var opening = Scratch.market().context().getBean(Opening.class);
        return inTransaction(tx -> opening.open(tx, request.id(), "a test"));
    }

    static int count(Published request) {
        return inTransaction(tx -> BidCount.valid(tx, request.id(), 1));
    }

    static <T> T inTransaction(Function<DSLContext, Mono<T>> work) {
        return Scratch.market()
                .context()
                .getBean(Transactor.class)
                .inTransaction(work)
                .block(Duration.ofSeconds(60));
    }
}
