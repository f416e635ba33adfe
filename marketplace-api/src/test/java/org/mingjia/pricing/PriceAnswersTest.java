package org.mingjia.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjia.ApiDocument;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.admission.Applicant;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;

/** What is read of prices is as the API's description says. */
public class PriceAnswersTest {

    /** The paths whose answers are held against their description here; files have none. */
    public static final List<String> PATHS =
            List.of(
                    "/api/agencies/{uscc}/prices",
                    "/api/agencies/{uscc}/prices/{itemCode}/history",
                    "/api/price-entries/{id}",
                    "/api/price-list",
                    "/api/price-list/imports",
                    "/api/price-list/imports/{id}",
                    "/api/price-list/imports/{id}/files/{position}",
                    "/api/price-list/template",
                    "/api/price-drafts");

    @Test
    void whatIsReadOfPricesIsAsDescribed() {
        var agency = Applicant.register().paper("CMA").item("S-HJ-005").admitted();
        var published =
                agency.post(
                        "/api/price-entries",
                        Map.of("itemCode", "S-HJ-005", "form", "fixed", "amountFen", 500_000));
        assertThat(published.status()).as("%s", published.body()).isEqualTo(201);
        String prices = "/api/agencies/" + agency.uscc + "/prices";
        var document = ApiDocument.of(Scratch.market());

        for (var read :
                Map.of(
                                "/api/agencies/{uscc}/prices",
                                prices,
                                "/api/agencies/{uscc}/prices/{itemCode}/history",
                                prices + "/S-HJ-005/history",
                                "/api/price-entries/{id}",
                                "/api/price-entries/" + published.text("id"),
                                "/api/price-list",
                                "/api/price-list",
                                "/api/price-list/imports",
                                "/api/price-list/imports",
                                "/api/price-list/imports/{id}",
                                "/api/price-list/imports/" + attempt(agency),
                                "/api/price-drafts",
                                "/api/price-drafts")
                        .entrySet()) {
            Answer answer = Answer.of(agency.http.get().uri(read.getValue()).exchange());

            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            assertThat(
                            document.differences(
                                    answer.body(),
                                    document.answer(
                                            read.getKey(), "get", "200", "application/json")))
                    .as(read.getKey())
                    .isEmpty();
        }
    }

    /** A refused import, so that its errors are looked at as well. */
    private static String attempt(Applicant agency) {
        var parts = new MultipartBodyBuilder();
        parts.part("file", "item_code,price_form,amount\r\nS-HJ-005,fixed,面议\r\n")
                .filename("wrong.csv");
        agency.http
                .post()
                .uri("/api/price-list/imports")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(BodyInserters.fromMultipartData(parts.build()))
                .exchange()
                .expectStatus()
                .isEqualTo(422);
        return agency.get("/api/price-list/imports").body().at("/items/0/id").asString();
    }
}
