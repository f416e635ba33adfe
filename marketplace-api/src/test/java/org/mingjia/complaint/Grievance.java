package org.mingjia.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.mingjia.PassingTime;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.award.Auction;
import tools.jackson.databind.JsonNode;

/** A complaint on the scratch market, on its way through the hands of its desk. */
public final class Grievance {

    public static final String TEXT = "受托方在报价之外另行要求支付资料费，\n有聊天记录为证，请求依法处理。";
    private static final Person REGULATOR = People.of(Scratch.market()).regulator();

    public final Person by;
    public final String number;
    public final String token;

    private Grievance(Person by, Answer filed) {
        this.by = by;
        this.number = filed.text("number");
        this.token = filed.text("queryToken");
    }

    public static Grievance ofContract(Person by, String subject, String contract) {
        return filed(by, form(subject, "contractNumber", contract));
    }

    public static Grievance ofRequest(Person by, String subject, String request, String uscc) {
        var form = form(subject, "requestNumber", request);
        if (uscc != null) {
            form.put("agencyUscc", uscc);
        }
        return filed(by, form);
    }

    /** Its owner complains of the second agency, and the request stands still meanwhile. */
    public static Grievance holding(Auction auction) {
        return ofRequest(
                        auction.request.owner(),
                        "conduct",
                        auction.request.number(),
                        Auction.seller(1).uscc())
                .acceptedWithHold("request");
    }

    public static Grievance filed(Person by, Map<String, Object> form) {
        Answer filed = file(by, form);
        assertThat(filed.status()).as(filed.body().toString()).isEqualTo(201);
        return new Grievance(by, filed);
    }

    public static Answer file(Person by, Map<String, Object> form) {
        return by.post("/api/complaints", form);
    }

    public static Map<String, Object> form(String subject, String target, String number) {
        var form = new HashMap<String, Object>();
        form.put("subject", subject);
        form.put(target, number);
        form.put("text", TEXT);
        return form;
    }

    public static Person regulator() {
        return REGULATOR;
    }

    public String path() {
        return "/api/complaints/" + number;
    }

    /** A step of the desk that has it. */
    public Answer desk(String step, Object body) {
        return desk().equals("operator")
                ? operator(step, body)
                : REGULATOR.post(path() + "/" + step, body);
    }

    public String desk() {
        return Scratch.ask("select desk from complaint where number = ?", number);
    }

    public Answer operator(String step, Object body) {
        return Answer.of(
                Scratch.market()
                        .operator()
                        .post()
                        .uri(path() + "/" + step)
                        .bodyValue(body)
                        .exchange());
    }

    public Grievance accepted() {
        return done("acceptances", Map.of());
    }

    public Grievance acceptedWithHold(String target) {
        return done("acceptances", Map.of("hold", target, "reason", "查明之前继续将造成损失"));
    }

    public Grievance done(String step, Object body) {
        Answer answer = desk(step, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return this;
    }

    /** The other side has spoken. */
    public Grievance stated(Person against) {
        Answer answer = against.post(path() + "/statements", Map.of("text", "本单位已按合同履行，不存在所称的情形。"));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return this;
    }

    public Answer decide(String outcome, Map<String, Object> effects) {
        return desk("decisions", decision(outcome, effects));
    }

    public static Map<String, Object> decision(String outcome, Map<String, Object> effects) {
        return Map.of(
                "outcome",
                outcome,
                "findings",
                "经查，受托方另行收取资料费的事实清楚，证据充分。",
                "summary",
                "受托方在合同之外收取资料费，已责令改正。",
                "effects",
                effects);
    }

    public Grievance decided(String outcome, Map<String, Object> effects) {
        Answer answer = decide(outcome, effects);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return this;
    }

    public JsonNode seen(Person reader) {
        Answer answer = reader.get(path());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    /** As if so many days had passed since it was received and accepted. */
    public void daysPass(int days) {
        PassingTime.asIfPast(
                java.util.UUID.fromString(
                        Scratch.ask("select id from complaint where number = ?", number)),
                "complaint",
                "update complaint set received_on = received_on - %1$d, accepted_on = accepted_on - %1$d where id = ?"
                        .formatted(days));
    }

    public static Answer status(String number, String token) {
        return Answer.of(
                Scratch.market()
                        .http()
                        .get()
                        .uri("/api/complaint-status/{n}", number)
                        .headers(headers -> {
                            if (token != null) {
                                headers.set("Query-Token", token);
                            }
                        })
                        .exchange());
    }

    public static Answer everybody(String address, Object... variables) {
        return Answer.of(Scratch.market().http().get().uri(address, variables).exchange());
    }
}
