package org.mingjia.inbox;

import static org.jooq.impl.DSL.val;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.MingjiaSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Mail for messages. What is to be sent is a row, written with the message; it is taken in one
 * short transaction, sent outside of any, and taken away when the server has it. A process that
 * dies in between sends it once more; it has the same identity then.
 */
@Component
public class Mailing {

    private static final String QUEUE =
            """
            insert into mail_outbox (message_id, address)
            select m.id, s.email
              from inbox_message m join notification_setting s on s.organisation_id = m.organisation_id
             where m.position > {0} and m.position <= {1} and s.email is not null
               and case when m.kind = 'request.matched' then s.mail_matches else s.mail_results end
            on conflict do nothing
            """;

    /** Taken for two minutes at least; after each failure for twice as long, up to a day. */
    private static final String TAKE =
            """
            with due as (
                select message_id from mail_outbox
                 where not_before <= now() and attempts < {0} order by not_before limit {1} for update skip locked),
            taken as (
                update mail_outbox o
                   set attempts = attempts + 1,
                       not_before = now() + least(interval '1 day', interval '2 minutes' * 2 ^ attempts)
                  from due where o.message_id = due.message_id
                returning o.message_id, o.address)
            select m.id, taken.address, m.title, m.body, m.subject
              from taken join inbox_message m on m.id = taken.message_id order by m.id
            """;

    private static final String SENT = "delete from mail_outbox where message_id = {0}";
    private static final String FAILED =
            "update mail_outbox set failure = left({1}, 500) where message_id = {0}";

    private static final int MOST_ATTEMPTS = 12;
    private static final int BATCH = 20;

    private final @Nullable JavaMailSender sender;
    private final @Nullable String from;

    Mailing(ObjectProvider<JavaMailSender> senders, MingjiaSettings settings) {
        this.sender = senders.getIfAvailable();
        this.from = settings.mail().from();
    }

    /** Whether this market has a mail server and a name to write under. */
    public boolean configured() {
        return sender != null && from != null;
    }

    /**
     * Queues mail for the messages that follow from some events, where organisations want it.
     *
     * @param after the place in the event order after which they are
     * @param upTo the last of them
     */
    public Mono<Void> queue(DSLContext tx, long after, long upTo) {
        return configured()
                ? Mono.from(tx.query(QUEUE, val(after), val(upTo))).then()
                : Mono.empty();
    }

    /** A mail that somebody has in hand. */
    record Mail(long id, String address, String title, String body, String subject) {
        static Mail of(Record row) {
            return new Mail(
                    row.get(0, long.class),
                    row.get(1, String.class),
                    row.get(2, String.class),
                    row.get(3, String.class),
                    row.get(4, String.class));
        }
    }

    static Mono<List<Mail>> take(DSLContext tx) {
        return reactor.core.publisher.Flux.from(
                        tx.resultQuery(TAKE, val(MOST_ATTEMPTS), val(BATCH)))
                .map(Mail::of)
                .collectList();
    }

    static Mono<Integer> sent(DSLContext tx, Mail mail) {
        return Mono.from(tx.query(SENT, val(mail.id())));
    }

    static Mono<Integer> failed(DSLContext tx, Mail mail, Throwable failure) {
        return Mono.from(tx.query(FAILED, val(mail.id()), val(failure.toString())));
    }

    /** Hands a mail to the server; blocks until that has it. */
    void send(Mail mail) {
        if (sender == null || from == null) {
            throw new IllegalStateException("no mail server is configured");
        }
        var message = new SimpleMailMessage();
        message.setFrom(from);
        message.setTo(mail.address());
        message.setSubject(mail.title());
        message.setText(
                mail.body()
                        + "\n\n编号："
                        + mail.subject()
                        + "\n\n这封邮件由平台自动发出，请登录平台查看。不再需要时，可在“通知方式”中停用。\n");
        sender.send(message);
    }
}
