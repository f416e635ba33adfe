package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.admission.Applicant;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;
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
        readings();
        signedIn();
    }

    /**
     * Registration, sessions, evidence, an application and its decision, prices, a list of them.
     */
    private static void signedIn() {
        var agency = Applicant.register().paper("CMA").item("S-HJ-005").admitted();
        String file = agency.upload("证书.pdf", Applicant.A_PDF).text("id");
        agency.http.get().uri("/api/files/" + file).exchange().expectBody().returnResult();
        var people = People.of(Scratch.market());
        var again = people.signIn(agency.person.username(), People.PASSWORD);
        again.post(
                "/api/price-entries",
                Map.of(
                        "itemCode", "S-HJ-005",
                        "regionCode", "433101",
                        "form", "fixed",
                        "amount", "1000"));
        again.post("/api/organisation/keys", Map.of("name", "对接", "scopes", List.of("read")));
        for (String address :
                List.of("/api/session", "/api/price-list?format=xlsx", "/api/tasks")) {
            again.http().get().uri(address).exchange().expectBody().returnResult();
        }
        var list = new MultipartBodyBuilder();
        list.part(
                        "file",
                        "item_code,region_code,price_form,amount\r\nS-HJ-005,433101,fixed,面议\r\n"
                                .getBytes(StandardCharsets.UTF_8))
                .filename("prices.csv");
        again.http()
                .post()
                .uri("/api/price-list/imports")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(BodyInserters.fromMultipartData(list.build()))
                .exchange()
                .expectBody()
                .returnResult();
        again.http().delete().uri("/api/session").exchange().expectBody().returnResult();
    }

    private static void readings() {
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
