package org.mingjia;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.People.Person;
import org.mingjia.Sending.Answer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Requests as an owner makes them, over HTTP, in a county whose terms let a day take a second. */
public final class Requests {

    public static final String ACT = "A-STHJ-002";
    public static final String ITEM = "S-HJ-005";
    public static final String COUNTY = "433126";

    private static boolean quick;

    private Requests() {}

    /** What can be published as it stands, closing some time from now. */
    public static Map<String, Object> body(Duration open) {
        quickTerms();
        var body = new LinkedHashMap<String, Object>();
        body.put("title", "古丈县某厂自行监测");
        body.put("regionCode", COUNTY);
        body.put("projectName", "某厂技术改造");
        body.put("projectCode", "2611-433126-04-01-123456");
        body.put("projectScale", "两条生产线");
        body.put("actCode", ACT);
        body.put("funds", "social");
        body.put("method", Map.of("code", "lowest_price"));
        body.put("lots", List.of(Map.of("itemCode", ITEM, "budgetFen", 5_000_000)));
        body.put("serviceDays", 20);
        body.put("declared", true);
        body.put("description", "每季度一次，按排污许可证的要求监测并出具报告。");
        body.put(
                "closesAt",
                OffsetDateTime.parse(Scratch.ask("select to_json(now())#>>'{}'"))
                        .plus(open)
                        .toString());
        return body;
    }

    public static Map<String, Object> body() {
        return body(Duration.ofHours(2));
    }

    /** In the county nothing is waited for; elsewhere the trade's defaults hold. */
    public static synchronized void quickTerms() {
        if (quick) {
            return;
        }
        quick = true;
        for (String method :
                List.of(
                        "direct",
                        "lowest_price",
                        "random_draw",
                        "lowest_random",
                        "best_value",
                        "credit_shortlist",
                        "mean",
                        "mean_random")) {
            terms(method, "social", Map.of());
        }
    }

    /** Sets the county's terms as the operator does. */
    public static void terms(String method, String funds, Map<String, Object> but) {
        var terms = new LinkedHashMap<String, Object>();
        terms.put("allowed", true);
        terms.put("noticeDays", 0);
        terms.put("minimumBids", method.equals("direct") ? 1 : 2);
        terms.put("extensionDays", 0);
        terms.put("choiceDays", 1);
        terms.put("publicityDays", 0);
        terms.put("reviewRequired", false);
        terms.put("closesOnWorkingDays", false);
        terms.putAll(but);
        Scratch.market()
                .operator()
                .put()
                .uri("/api/tender-terms/{region}/{method}/{funds}", COUNTY, method, funds)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(terms)
                .exchange()
                .expectStatus()
                .isOk();
    }

    /** The same with one member changed; null takes it out. */
    public static Map<String, Object> with(Map<String, Object> body, String member, Object value) {
        var changed = new LinkedHashMap<>(body);
        if (value == null) {
            changed.remove(member);
        } else {
            changed.put(member, value);
        }
        return changed;
    }

    public static Answer draft(Person owner, Map<String, Object> body) {
        return owner.post("/api/requests", body);
    }

    /**
     * Saves a draft.
     *
     * @param ifMatch the version that it was made of; null to say none
     */
    public static Answer save(
            Person owner, Answer draft, @Nullable String ifMatch, Map<String, Object> body) {
        return Answer.of(
                owner.http()
                        .put()
                        .uri("/api/requests/" + draft.text("id"))
                        .headers(h -> {
                            if (ifMatch != null) {
                                h.set(HttpHeaders.IF_MATCH, ifMatch);
                            }
                        })
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange());
    }

    public static Answer submit(Person owner, Answer draft) {
        return Answer.of(
                owner.http()
                        .post()
                        .uri("/api/requests/" + draft.text("id") + "/submissions")
                        .header(HttpHeaders.IF_MATCH, "\"" + draft.number("version") + "\"")
                        .exchange());
    }

    /** A published request; the answer is what its owner reads. */
    public static Answer publish(Person owner, Map<String, Object> body) {
        Answer published = submit(owner, draft(owner, body));
        if (published.status() != 200) {
            throw new AssertionError(published.toString());
        }
        return published;
    }
}
