package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * No request makes an event loop wait. What the JVM does once (loading a class, reading a resource
 * out of a jar) happens in a first round, which is not listened to; the agent sees sleeping,
 * waiting on a monitor, files, sockets and processes, and parking where it is not compiled away.
 */
class EventLoopTest {

    private static final List<String> READINGS =
            List.of(
                    "/",
                    "/items/S-HJ-001",
                    "/api/overview",
                    "/api/regions",
                    "/api/departments?limit=5",
                    "/api/acts?limit=5",
                    "/api/acts/A-STHJ-001",
                    "/api/items?limit=5",
                    "/api/items?format=csv",
                    "/api/items/S-HJ-001",
                    "/api/items/S-HJ-001/history",
                    "/api/items/none",
                    "/api/price-rules?limit=5",
                    "/api/price-rules/R-ZB-G-2003/curve?to=1000",
                    "/api/working-days?from=2025-09-30&days=3",
                    "/api/search?q=hp",
                    "/api/search?q=huanping&type=item",
                    "/api/search?limit=1000000",
                    "/api/suggestions?q=hp",
                    "/actuator/health",
                    "/actuator/prometheus");

    @Test
    void noRequestMakesAnEventLoopWait() {
        everyKindOfRequest();
        everyKindOfRequest();
        assertThat(EventLoops.blockedDuring(EventLoopTest::everyKindOfRequest)).isEmpty();
    }

    @Test
    void aLoopThatSleepsIsSeen() {
        var blocked =
                EventLoops.blockedDuring(() ->
                        Mono.fromCallable(
                                        () -> {
                                            Thread.sleep(Duration.ofMillis(1));
                                            return true;
                                        })
                                .subscribeOn(Schedulers.parallel())
                                .block());
        assertThat(blocked).anyMatch(seen -> seen.contains("sleep"));
    }

    private static void everyKindOfRequest() {
        var market = Market.shared();
        READINGS.forEach(
                path -> market.http().get().uri(path).exchange().expectBody().returnResult());
        market.http()
                .post()
                .uri("/api/items/S-HJ-001/quotes")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"base\":\"5000\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult();
        // refused rows: everything but the publication
        market.importText("synonyms.csv", "term\n,\n", "").expectBody().returnResult();
        market.importFiles(Market.sampleFiles(), "?effectiveFrom=unstated")
                .expectBody()
                .returnResult();
    }
}
