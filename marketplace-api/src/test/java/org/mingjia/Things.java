package org.mingjia;

import static org.mingjia.Cast.COUNTIES;
import static org.mingjia.Cast.ONE_ITEM;
import static org.mingjia.Cast.OTHER_ITEM;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.mingjia.Cast.Party;
import org.mingjia.People.Person;
import org.mingjia.admission.Applicant;
import org.mingjia.platform.Actor.Role;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;

/** What must be there before somebody can ask for it: somebody's key, somebody's price. */
final class Things {

    private static final String NOTHING = "00000000-0000-0000-0000-000000000000";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static Applicant leaver;

    private final Cast cast;

    Things(Cast cast) {
        this.cast = cast;
    }

    static int number() {
        return NUMBER.incrementAndGet();
    }

    Person operator() {
        return cast.first(Role.OPERATOR).person();
    }

    Person agency() {
        return cast.first(Role.AGENCY).person();
    }

    Person passerBy(Party like) {
        return cast.passerBy(like.role());
    }

    String account() {
        return "/api/accounts/" + newAccount().username();
    }

    /** An account without a password, and what it was made for. */
    record Account(String username, String capacityId) {}

    Account newAccount() {
        String username = "table" + System.nanoTime();
        return new Account(
                username,
                operator()
                        .post(
                                "/api/accounts",
                                Map.of(
                                        "username", username,
                                        "displayName", "某人",
                                        "role", "operator"))
                        .text("capacityId"));
    }

    /** An agency that has not left the market yet. */
    Applicant leaver() {
        if (leaver == null || !leaver.page().text("standing").equals("available")) {
            leaver = Cast.onTheMarket();
        }
        return leaver;
    }

    /** The number of a request that was published, and of which everybody has been told. */
    static String notice() {
        String number = Noticed.of(OTHER_ITEM).publish().number();
        Noticed.settled();
        return number;
    }

    /** A search of which nobody will hear. */
    static Map<String, Object> search() {
        return Map.of("words", "表中检索" + number());
    }

    /** The id of a message to somebody himself. */
    static String message(Person to) {
        return Scratch.ask(
                """
                insert into inbox_message (account_id, kind, position, subject, title, body)
                select account_id, 'search.matched', -?, '-', '试验消息', ''
                  from capacity where id = ?::uuid returning id
                """,
                System.nanoTime(),
                to.capacityId());
    }

    String resetCode() {
        return operator().post(account() + "/reset-tokens", Map.of()).text("token");
    }

    String member(Person manager) {
        return manager.post(
                        "/api/organisation/members", Map.of("username", newAccount().username()))
                .text("id");
    }

    static String key(Person manager) {
        return manager.post(
                        "/api/organisation/keys", Map.of("name", "试验", "scopes", List.of("read")))
                .text("id");
    }

    static String file(Person by) {
        return Sending.Answer.of(
                        by.http()
                                .post()
                                .uri("/api/files")
                                .contentType(MediaType.MULTIPART_FORM_DATA)
                                .body(
                                        BodyInserters.fromMultipartData(
                                                parts("证书.pdf", Applicant.A_PDF).build()))
                                .exchange())
                .text("id");
    }

    Asked sanction() {
        return Asked.post(
                "/api/agencies/" + agency().uscc() + "/sanctions",
                Map.of("kind", "warning", "ground", "未按时提交报告", "document", "州市监罚〔2026〕3号"));
    }

    static Map<String, Object> charge() {
        return Map.of(
                "itemCode",
                "S-HJ-001",
                "regionCode",
                "433101",
                "chargedOn",
                Scratch.day(0),
                "parameters",
                Map.of("base", "5000"),
                "amountFen",
                100_000,
                "payer",
                "enterprise");
    }

    static Map<String, Object> price(String item, String region, int fen) {
        return Map.of("itemCode", item, "regionCode", region, "form", "fixed", "amountFen", fen);
    }

    /** A list of one price that nothing stands in the way of. */
    static MultipartBodyBuilder priceList(Party owner) {
        return parts(
                "prices.csv",
                "item_code,region_code,price_form,amount\r\n"
                        + OTHER_ITEM
                        + ","
                        + county(owner)
                        + ",fixed,880.00\r\n");
    }

    /** A list that was imported. */
    static String priceImport(Party owner) {
        return Sending.Answer.of(
                        owner.person()
                                .http()
                                .post()
                                .uri("/api/price-list/imports")
                                .contentType(MediaType.MULTIPART_FORM_DATA)
                                .body(BodyInserters.fromMultipartData(priceList(owner).build()))
                                .exchange())
                .text("id");
    }

    /** A county in which the owner has no price of the other item yet. */
    static String county(Party owner) {
        return Scratch.ask(
                """
                select min(code) from unnest(string_to_array(?, ' ')) code
                 where not exists (select from price_entry e
                        where e.agency_id = ?::uuid and e.item_code = ? and e.region_code = code)
                """,
                String.join(" ", COUNTIES),
                owner.person().organisationId(),
                OTHER_ITEM);
    }

    static void draft(Party owner, String region) {
        Cast.put(
                owner.person(),
                "/api/price-drafts/" + OTHER_ITEM,
                price(OTHER_ITEM, region, 60_000));
    }

    /** The owner's price of the one item in the prefecture, published when there is none. */
    static String inForce(Party owner) {
        String known = listed(owner, "in_force");
        return known.equals(NOTHING)
                ? owner.person()
                        .post("/api/price-entries", price(ONE_ITEM, "433100", 500_000))
                        .text("id")
                : known;
    }

    /** One that follows it in one county, and has not begun. */
    static String upcoming(Party owner) {
        inForce(owner);
        String known = listed(owner, "upcoming");
        return known.equals(NOTHING)
                ? owner.person()
                        .post("/api/price-entries", price(ONE_ITEM, COUNTIES.getFirst(), 400_000))
                        .text("id")
                : known;
    }

    /** A lot for which the agencies of the cast may bid. */
    String lot() {
        inForce(cast.first(Role.AGENCY));
        inForce(cast.second(Role.AGENCY));
        return PublishedRequests.of(ONE_ITEM, 100_000).publish().lot(1);
    }

    static void bid(Party owner, String lot) {
        owner.person().post(lot + "/bids", Map.of("amountFen", 1_000));
    }

    static String listed(Party owner, String state) {
        return owner.person()
                .get("/api/price-list?item=" + ONE_ITEM + "&state=" + state)
                .body()
                .at("/items/0/id")
                .asString(NOTHING);
    }

    /** An import of the owner's that is right and changes nothing: a list without a price. */
    static String attempt(Party owner) {
        return Sending.Answer.of(
                        owner.person()
                                .http()
                                .post()
                                .uri("/api/price-list/imports")
                                .contentType(MediaType.MULTIPART_FORM_DATA)
                                .body(
                                        BodyInserters.fromMultipartData(
                                                parts("empty.csv", "item_code,price_form\r\n")
                                                        .build()))
                                .exchange())
                .text("importId");
    }

    static MultipartBodyBuilder parts(String name, String text) {
        return parts(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static MultipartBodyBuilder parts(String name, byte[] content) {
        var parts = new MultipartBodyBuilder();
        parts.part("file", content).filename(name);
        return parts;
    }
}
