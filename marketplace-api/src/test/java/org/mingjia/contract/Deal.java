package org.mingjia.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjia.Market;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;
import org.mingjia.biddocs.SealedDocuments;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A contract on the scratch market, from an auction that its agency won. Amounts in yuan. */
public final class Deal {

    public static final String NODE = "成果验收合格后付清";
    public static final String ADVANCE = "签约后预付";

    private static final String AT_ONCE = "{\"extensionDays\": 0, \"publicityDays\": 0}";

    public final Auction auction;
    public final Person owner;
    public final Person agency;
    public final String number;

    private Deal(Auction auction, Person owner, Person agency) {
        this.auction = auction;
        this.owner = owner;
        this.agency = agency;
        this.number = "HT" + auction.request.number().substring(2) + "-1";
    }

    /** Drafted by the market itself, as soon as the award stood. */
    public static Deal drafted(long yuan) {
        return drafted(Auction.seller(0), yuan);
    }

    public static Deal drafted(Person agency, long yuan) {
        return between(People.of(Scratch.market()).enterprise(), agency, yuan);
    }

    public static Deal between(Person owner, Person agency, long yuan) {
        var auction =
                Auction.by(owner, "lowest_price", Auction.LOWEST, AT_ONCE)
                        .bid(agency, yuan)
                        .bid(Auction.seller(1), yuan + 1_000)
                        .closed()
                        .becomes("awarded");
        var deal = new Deal(auction, owner, agency);
        Market.waitUntil(() -> deal.count("contract where id = ?") == 1);
        return deal;
    }

    public static Deal signed(long yuan) {
        return drafted(yuan).sign();
    }

    public static Deal filed(long yuan) {
        return signed(yuan).file();
    }

    /** With an advance, which may be charged before the filing. */
    public static Deal signedWithAdvance(long yuan, long advanceYuan) {
        var deal = drafted(yuan);
        deal.propose(
                deal.owner,
                List.of(node(ADVANCE, advanceYuan, true), node(NODE, yuan - advanceYuan, false)));
        return deal.sign();
    }

    public static Map<String, Object> node(String name, long yuan, boolean advance) {
        return Map.of("name", name, "amountFen", yuan * 100, "advance", advance);
    }

    public UUID id() {
        return UUID.fromString(Scratch.ask("select id from contract where number = ?", number));
    }

    public long count(String from) {
        String id = Scratch.ask("select id from contract where number = ?", number);
        return id == null ? 0 : Scratch.count("select count(*) from " + from, UUID.fromString(id));
    }

    public String path() {
        return "/api/contracts/" + number;
    }

    public JsonNode seen(Person by) {
        Answer answer = by.get(path());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    public JsonNode seen() {
        return seen(owner);
    }

    public JsonNode document() {
        return seen().path("documents").valueStream().reduce((_, last) -> last).orElseThrow();
    }

    public JsonNode text() {
        return JsonMapper.shared().readTree(document().path("text").asString());
    }

    public Answer propose(Person by, List<Map<String, Object>> nodes) {
        return by.post(path() + "/documents", Map.of("deliverBy", Scratch.day(60), "nodes", nodes));
    }

    public Answer confirm(Person by) {
        return by.post(
                path() + "/confirmations",
                Map.of(
                        "documentNo",
                        document().path("documentNo").asInt(),
                        "hash",
                        document().path("hash").asString()));
    }

    public Deal sign() {
        assertThat(confirm(owner).text("status")).isEqualTo("drafting");
        Answer second = confirm(agency);
        assertThat(second.text("status")).as(second.body().toString()).isEqualTo("signed");
        return this;
    }

    public Deal file() {
        Answer filed = agency.post(path() + "/filings", Map.of());
        assertThat(filed.text("status")).as(filed.body().toString()).isEqualTo("filed");
        return this;
    }

    /** Hands a file of that content in for the material. */
    public Answer hand(int materialNo, String content) {
        return agency.post(
                path() + "/deliverables",
                Map.of("materialNo", materialNo, "fileId", upload(content)));
    }

    /** An upload of the agency's. */
    public String upload(String content) {
        return agency.upload("成果.pdf", SealedDocuments.pdf(content, 300)).text("id");
    }

    /** One file of its own for every material, as a whole. */
    public Answer submit() {
        for (JsonNode material : delivery().path("materials")) {
            hand(material.path("materialNo").asInt(), "成果 " + UUID.randomUUID());
        }
        return submitAsItIs();
    }

    public Answer submitAsItIs() {
        return agency.post(
                path() + "/deliveries",
                Map.of("signatories", List.of(Map.of("name", "张三", "certificate", "HP-0001"))));
    }

    public Answer answer(int deliveryNo, boolean accept) {
        return owner.post(
                path() + "/delivery-answers",
                Map.of("deliveryNo", deliveryNo, "accept", accept, "reason", "第三章的现状监测数据缺少原始记录"));
    }

    public Deal delivered() {
        Answer submitted = submit();
        assertThat(submitted.text("status")).as(submitted.body().toString()).isEqualTo("delivered");
        return this;
    }

    /** Delivered, and accepted by the owner at once. */
    public Deal accepted() {
        delivered();
        Answer accepted = answer(1, true);
        assertThat(accepted.text("status")).as(accepted.body().toString()).isEqualTo("accepted");
        return this;
    }

    public JsonNode delivery() {
        return agency.get(path() + "/delivery").body();
    }

    public Answer evaluate(int quality, int timeliness, int attitude, int charging) {
        return owner.post(
                path() + "/evaluations",
                Map.of(
                        "quality",
                        quality,
                        "timeliness",
                        timeliness,
                        "attitude",
                        attitude,
                        "charging",
                        charging,
                        "words",
                        "报告质量好，沟通及时"));
    }

    /** An invoice of one line. */
    public Answer invoice(String taxNumber, long fen) {
        return invoice(taxNumber, NODE, fen);
    }

    public Answer invoice(String taxNumber, String node, long fen) {
        return agency.post(path() + "/invoices", invoiceBody(taxNumber, line(node, fen)));
    }

    public Map<String, Object> invoiceBody(String taxNumber, Map<String, Object> line) {
        return Map.of("taxNumber", taxNumber, "issuedOn", Scratch.day(0), "lines", List.of(line));
    }

    public Map<String, Object> line(String node, long fen) {
        var line = new HashMap<String, Object>();
        line.put("itemCode", seen().path("itemCode").asString());
        line.put("itemName", seen().path("itemName").asString());
        line.put("node", node);
        line.put("amountFen", fen);
        return line;
    }

    /** A number that no other invoice of the JVM has. */
    public static String taxNumber() {
        return "%020d".formatted(UUID.randomUUID().getMostSignificantBits() >>> 8);
    }

    public JsonNode charges() {
        Answer answer = owner.get(path() + "/charges");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }
}
