package org.mingjia.admission;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** An agency of the tests' on its way onto the market, as its people meet it: over HTTP. */
public final class Applicant {

    public static final byte[] A_PDF =
            "%PDF-1.4\n% 虚构\ntrailer<</Root 1 0 R>>\n%%EOF\n".getBytes(StandardCharsets.UTF_8);

    public final String uscc;
    public final WebTestClient http;

    /** Who acts for it. */
    public final People.Person person;

    private final List<Map<String, Object>> papers = new ArrayList<>();
    private final List<Map<String, Object>> items = new ArrayList<>();
    private List<String> regions = new ArrayList<>(List.of("433101"));

    private Applicant(People.Person person) {
        this.person = person;
        this.uscc = person.uscc();
        this.http = person.http();
    }

    /** Registers an agency of its own. */
    public static Applicant register() {
        return new Applicant(People.of(Scratch.market()).agency());
    }

    public static LocalDate today() {
        return LocalDate.parse(Scratch.day(0));
    }

    public Applicant paper(String kind, String number, LocalDate from, LocalDate last) {
        return paper(kind, null, number, from, last);
    }

    public Applicant paper(
            String kind, String level, String number, LocalDate from, LocalDate last) {
        var paper = new LinkedHashMap<String, Object>();
        paper.put("kind", kind);
        paper.put("level", level);
        paper.put("number", number);
        paper.put("issuer", "虚构发证机关");
        paper.put("validFrom", from.toString());
        paper.put("validTo", last == null ? null : last.toString());
        paper.put("fileId", upload("证书 " + number + ".pdf", A_PDF).text("id"));
        papers.add(paper);
        return this;
    }

    /** A paper that has been valid for a year and will be for another. */
    public Applicant paper(String kind) {
        return paper(kind, "虚构-" + kind, today().minusYears(1), today().plusYears(1));
    }

    public Applicant without(String number) {
        papers.removeIf(paper -> number.equals(paper.get("number")));
        return this;
    }

    public Applicant item(String code) {
        return item(code, null);
    }

    public Applicant item(String code, String number) {
        var item = new LinkedHashMap<String, Object>();
        item.put("itemCode", code);
        item.put("qualificationNumber", number);
        items.add(item);
        return this;
    }

    public Applicant withoutItem(String code) {
        items.removeIf(item -> code.equals(item.get("itemCode")));
        return this;
    }

    public Applicant regions(String... codes) {
        regions = List.of(codes);
        return this;
    }

    /** The whole application, as the form would send it. */
    public Map<String, Object> application() {
        var body = new LinkedHashMap<String, Object>();
        body.put(
                "profile",
                new LinkedHashMap<>(
                        Map.of(
                                "legalRepresentative", "张三",
                                "establishedOn", "2015-03-01",
                                "registeredCapitalFen", 100_000_000,
                                "address", "湘西州吉首市虚构路 1 号",
                                "phone", "0743-8000000",
                                "promise", true)));
        body.put("qualifications", papers);
        body.put(
                "practitioners",
                List.of(
                        Map.of(
                                "name", "李四",
                                "certificateKind", "注册工程师",
                                "certificateNumber", "XJ2020123456",
                                "lead", true,
                                "validFrom", "2020-01-01")));
        body.put("regionCodes", regions);
        body.put("items", items);
        body.put(
                "affiliates",
                List.of(Map.of("kind", "shareholder", "name", "王五", "sharePercent", "60.50")));
        return body;
    }

    public Answer upload(String name, byte[] bytes) {
        return person.upload(name, bytes);
    }

    public Answer get(String address) {
        return Answer.of(http.get().uri(address).exchange());
    }

    public Answer post(String address, Object body) {
        return post(http, address, body);
    }

    public static Answer post(WebTestClient by, String address, Object body) {
        return Answer.of(
                by.post()
                        .uri(address)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange());
    }

    public JsonNode read() {
        return get("/api/agency-application").body();
    }

    public Answer save(Object application) {
        return save(application, read().path("version").asInt());
    }

    public Answer save(Object application, int version) {
        return Answer.of(
                http.put()
                        .uri("/api/agency-application")
                        .header("If-Match", "\"" + version + "\"")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(application)
                        .exchange());
    }

    public Answer submit() {
        return post("/api/agency-application/submissions", Map.of());
    }

    /** Saves and submits what was put together. */
    public Answer apply() {
        Answer saved = save(application());
        return saved.status() == 200 ? submit() : saved;
    }

    /** What the operator decides of the version that is there now. */
    public Map<String, Object> decision(String outcome) {
        var decision = new LinkedHashMap<String, Object>();
        decision.put("uscc", uscc);
        decision.put("version", read().path("version").asInt());
        decision.put("outcome", outcome);
        if (outcome.equals("return")) {
            decision.put("reason", "请补充证书原件扫描件");
        }
        return decision;
    }

    public static Answer decide(List<Map<String, Object>> decisions) {
        return post(
                Scratch.market().operator(),
                "/api/agency-application-decisions",
                Map.of("decisions", decisions));
    }

    /** All the way onto the market. */
    public Applicant admitted() {
        Answer applied = apply();
        if (applied.status() != 200) {
            throw new AssertionError(applied.toString());
        }
        Answer decided = decide(List.of(decision("admit")));
        if (decided.status() != 200) {
            throw new AssertionError(decided.toString());
        }
        return this;
    }

    public Answer page() {
        return get("/api/agencies/" + uscc);
    }

    /** The item on the public page. */
    public JsonNode offered(String itemCode) {
        return page().body()
                .path("items")
                .valueStream()
                .filter(item -> item.path("itemCode").asString().equals(itemCode))
                .findFirst()
                .orElseThrow();
    }
}
