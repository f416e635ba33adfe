package org.mingjia.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Noticed.COUNTY;
import static org.mingjia.Noticed.priced;
import static org.mingjia.Noticed.seller;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjia.Market;
import org.mingjia.Noticed;
import org.mingjia.People;
import org.mingjia.People.Person;
import org.mingjia.Post;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.springframework.http.MediaType;

/** Mail beside the inbox, through a real server on this machine. */
class MailTest {

    private static final String ITEM = "S-ZX-010";

    @Test
    void anAgencyThatWantsItIsWrittenToOfItsMatches() throws MessagingException, IOException {
        Person agency = agency("邮件甲");
        String address = "a" + System.nanoTime() + "@example.cn";
        assertThat(set(agency, address, true, true).body().path("mailConfigured").asBoolean())
                .isTrue();
        var request = Noticed.of(ITEM).titled("写入邮件的采购").publish();

        Market.waitUntil(() -> !Post.to(address).isEmpty());
        List<MimeMessage> mails = Post.to(address);
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().getSubject()).isEqualTo("新的匹配需求：写入邮件的采购");
        assertThat(mails.getFirst().getFrom()[0]).hasToString("notice@mingjia.example");
        assertThat(mails.getFirst().getContent().toString())
                .contains(request.number(), "最高限价合计 100000.00 元");
        Market.waitUntil(() ->
                Scratch.count("select count(*) from mail_outbox where address = ?", address) == 0);
    }

    @Test
    void whoWantsNoMailOfMatchesGetsThatOfOtherThingsAlone() throws MessagingException {
        Person agency = agency("邮件乙");
        String address = "b" + System.nanoTime() + "@example.cn";
        set(agency, address, false, true);
        var request = Noticed.of(ITEM).publish();
        Noticed.settled();
        request.then("request.amended");

        Market.waitUntil(() -> !Post.to(address).isEmpty());
        assertThat(Post.to(address)).hasSize(1);
        assertThat(Post.to(address).getFirst().getSubject()).startsWith("采购需求有补充或修改");
    }

    @Test
    void mailThatAnotherProcessTookAndNeverSentIsSentWhenItsTimeIsUp() {
        Person agency = agency("邮件丙");
        String address = "c" + System.nanoTime() + "@example.cn";
        Noticed.of(ITEM).publish();
        Noticed.settled();
        // as a process leaves it that died between taking and sending
        Scratch.ask(
                """
                insert into mail_outbox (message_id, address, attempts, not_before)
                select max(id), ?, 1, now() + interval '1 hour' from inbox_message where organisation_id = ?::uuid returning message_id
                """,
                address,
                agency.organisationId());
        assertThat(Post.to(address)).isEmpty();
        Scratch.ask(
                "update mail_outbox set not_before = now() where address = ? returning message_id",
                address);

        Market.waitUntil(() -> Post.to(address).size() == 1);
    }

    @Test
    void mailThatTheServerRefusesIsTriedAgainLater() {
        Person agency = agency("邮件丁");
        Noticed.of(ITEM).publish();
        Noticed.settled();
        String address = "两个 @@地址";
        Scratch.ask(
                "insert into mail_outbox (message_id, address) select max(id), ? from inbox_message where organisation_id = ?::uuid returning message_id",
                address,
                agency.organisationId());

        Market.waitUntil(() ->
                Scratch.count(
                                "select count(*) from mail_outbox where address = ? and failure is not null and attempts = 1 and not_before > now() + interval '1 minute'",
                                address)
                        == 1);
        Scratch.ask("delete from mail_outbox where address = ? returning message_id", address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "a@b",
                "a b@example.cn",
                "a@example.cn\nBcc: b@example.cn",
                "a@example.cn,b@example.cn"
            })
    void whatIsNoAddressIsRefused(String address) {
        Person enterprise = People.of(Scratch.market()).enterprise();

        Answer refused = set(enterprise, address, true, true);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("#/email");
        assertThat(enterprise.get("/api/notification-settings").body().path("email").isNull())
                .isTrue();
    }

    @Test
    void settingsAreKeptPerOrganisation() {
        Person one = People.of(Scratch.market()).enterprise();
        Person other = People.of(Scratch.market()).enterprise();
        set(one, "one@example.cn", false, true);
        set(one, "again@example.cn", true, false);

        Answer kept = one.get("/api/notification-settings");
        assertThat(kept.text("email")).isEqualTo("again@example.cn");
        assertThat(kept.body().path("mailResults").asBoolean()).isFalse();
        assertThat(other.get("/api/notification-settings").body().path("email").isNull()).isTrue();
    }

    @Test
    void withoutAServerTheSettingsSaySo() {
        Person enterprise = People.of(Market.shared()).enterprise();

        assertThat(
                        enterprise
                                .get("/api/notification-settings")
                                .body()
                                .path("mailConfigured")
                                .asBoolean(true))
                .isFalse();
    }

    private static Person agency(String name) {
        Scratch.market();
        return priced(seller(name, ITEM, COUNTY), ITEM, COUNTY, 600_000);
    }

    private static Answer set(Person by, String email, boolean matches, boolean results) {
        var body =
                new LinkedHashMap<String, Object>(
                        Map.of("mailMatches", matches, "mailResults", results));
        body.put("email", email);
        return Answer.of(
                by.http()
                        .put()
                        .uri("/api/notification-settings")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange());
    }
}
