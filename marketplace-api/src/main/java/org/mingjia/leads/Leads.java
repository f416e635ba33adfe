package org.mingjia.leads;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.identity.Secrets;
import org.mingjia.leads.LeadViews.LeadAnswerForm;
import org.mingjia.leads.LeadViews.LeadForm;
import org.mingjia.leads.LeadViews.LeadReceived;
import org.mingjia.leads.LeadViews.LeadStep;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refused;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** Leads: received of nobody, read and answered by the desk of their subject. */
final class Leads {

    static final String SUBJECTS = "selection|fee|quality|conduct|delay|misconduct";
    static final String STATUSES = "received|read|answered";

    /** Who sends one has no name. */
    private static final String NOBODY = "anonymous";

    private static final Pattern ABOUT =
            Pattern.compile(
                    "(?<request>CG-(?<rr>[0-9]{6})-[0-9]{8}-[0-9]{4,9})"
                            + "|(?<contract>HT-(?<cr>[0-9]{6})-[0-9]{8}-[0-9]{4,9}-[0-9]{1,2}(-[0-9]{1,2})?)"
                            + "|(?<agency>[0-9A-HJ-NPQRTUWXY]{18})");

    private static final String RECEIVE =
            """
            insert into lead (number, subject, about_kind, about, region_code, text, token_hash, desk)
            values ('XS-000000-00000000-0000', {0}, {1}, {2}, {3}, {4}, {5}, 'operator')
            returning number, status
            """;

    private static final String LOCK =
            "select l.id, l.status from lead l where l.number = {0} and {1} for update";

    private static final String READ =
            "update lead set status = 'read', read_at = clock_timestamp(), read_by = {1} where number = {0}";

    private static final String ANSWER =
            """
            update lead set status = 'answered', read_at = coalesce(read_at, clock_timestamp()), read_by = coalesce(read_by, {4}),
                   outcome = {1}, answer = {2}, turned_into = {3}, answered_at = clock_timestamp(), answered_by = {4}
             where number = {0}
            """;

    private Leads() {}

    /**
     * Keeps a lead.
     *
     * @param region of the market, for one that names no place
     */
    static Mono<LeadReceived> receive(DSLContext tx, LeadForm form, String region) {
        var checks = new FieldChecks();
        String subject = String.valueOf(form.subject());
        checks.require(
                subject.matches(SUBJECTS),
                "#/subject",
                "one-of",
                "线索类别为 selection 选取、fee 收费、quality 质量、conduct 行为、delay 延误、misconduct 公职人员违纪违法");
        String text = checks.prose("#/text", "线索内容", form.text(), 20, 4000);
        String about = form.about() == null || form.about().isBlank() ? null : form.about().strip();
        Matcher known = ABOUT.matcher(about == null ? "" : about);
        boolean named = known.matches();
        checks.require(
                about == null || named, "#/about", "number", "应为采购公告编号、合同编号或者统一社会信用代码，也可以不填");
        checks.done();
        String kind =
                !named
                        ? null
                        : known.group("request") != null
                                ? "request"
                                : known.group("contract") != null ? "contract" : "agency";
        String place =
                !named
                        ? region
                        : known.group("rr") != null
                                ? known.group("rr")
                                : known.group("cr") != null ? known.group("cr") : region;
        return Secrets.fresh("xs_")
                .flatMap(token ->
                        Mono.from(
                                        tx.resultQuery(
                                                RECEIVE,
                                                val(subject),
                                                val(kind, SQLDataType.VARCHAR),
                                                val(about, SQLDataType.VARCHAR),
                                                val(place),
                                                val(text),
                                                val(Secrets.hash(token))))
                                .map(row ->
                                        new LeadReceived(
                                                row.get(0, String.class),
                                                row.get(1, String.class),
                                                token)))
                .flatMap(received ->
                        Events.tell(
                                        tx,
                                        NOBODY,
                                        "lead.received",
                                        "lead",
                                        received.number(),
                                        Map.of())
                                .thenReturn(received));
    }

    /** Whose business a lead is: one about officials is nobody's but the discipline's. */
    private static Condition served(Actor actor) {
        return actor.role() == Actor.Role.OPERATOR
                ? condition("l.desk <> 'discipline'")
                : condition(
                        "l.desk <> 'operator' and desk_is_served(l.desk, l.region_code, {0}, {1})",
                        val(actor.departmentCode(), String.class),
                        val(actor.regionCode(), String.class));
    }

    private static Condition own(Actor actor) {
        return actor.role() == Actor.Role.OPERATOR
                ? condition("l.desk = 'operator'")
                : served(actor);
    }

    static Listing list(Actor actor, @Nullable String status) {
        Field<String> place = of("l.id::text");
        return new Listing(
                        List.of(
                                of("l.number").as("number"),
                                of("l.subject").as("subject"),
                                of("l.status").as("status"),
                                of("l.desk").as("desk"),
                                of("l.about").as("about"),
                                of("l.region_code").as("regionCode"),
                                of("l.text").as("text"),
                                field("l.at").as("at"),
                                field("l.read_at").as("readAt"),
                                of("l.outcome").as("outcome"),
                                of("l.answer").as("answer"),
                                of("l.turned_into").as("turnedInto"),
                                field("l.answered_at").as("answeredAt"),
                                place.as("place")),
                        table("lead l"),
                        served(actor)
                                .and(
                                        "({0}::text is null or l.status = {0})",
                                        val(status, SQLDataType.VARCHAR)),
                        place,
                        "place")
                .backwards();
    }

    private static Field<String> of(String sql) {
        return field(sql, String.class);
    }

    /** 已阅 By the desk; who has sent it sees that. */
    static Mono<LeadStep> read(DSLContext tx, Actor actor, String number) {
        return lock(tx, actor, number)
                .flatMap(status ->
                        status.equals("received")
                                ? Mono.from(tx.query(READ, val(number), val(actor.name())))
                                : Mono.error(
                                        () -> new Refused(new NotNow("read-before", "该线索已经阅办"))))
                .then(tell(tx, actor, "lead.read", number))
                .thenReturn(new LeadStep(number, "read"));
    }

    /** 答复 Once. */
    static Mono<LeadStep> answer(DSLContext tx, Actor actor, String number, LeadAnswerForm form) {
        var checks = new FieldChecks();
        String outcome = String.valueOf(form.outcome());
        checks.require(
                outcome.matches("handled|turned|unfounded"),
                "#/outcome",
                "one-of",
                "结果为 handled 已处理、turned 已转入其他程序、unfounded 不属实或者无法核实");
        String answer = checks.prose("#/answer", "答复", form.answer(), 4, 2000);
        boolean turned = outcome.equals("turned");
        String into =
                turned ? checks.text("#/turnedInto", "转入的程序或者案号", form.turnedInto(), 2, 200) : null;
        checks.require(
                turned || form.turnedInto() == null, "#/turnedInto", "turned-only", "只有转入其他程序的填写");
        checks.done();
        return lock(tx, actor, number)
                .flatMap(status ->
                        status.equals("answered")
                                ? Mono.<Integer>error(
                                        () -> new Refused(new NotNow("answered-before", "该线索已经答复")))
                                : Mono.from(
                                        tx.query(
                                                ANSWER,
                                                val(number),
                                                val(outcome),
                                                val(answer),
                                                val(into, SQLDataType.VARCHAR),
                                                val(actor.name()))))
                .then(tell(tx, actor, "lead.answered", number))
                .thenReturn(new LeadStep(number, "answered"));
    }

    private static Mono<String> lock(DSLContext tx, Actor actor, String number) {
        return Mono.from(tx.resultQuery(LOCK, val(number.replace("\0", "")), own(actor)))
                .map(row -> row.get(1, String.class))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("线索", number))));
    }

    private static Mono<Void> tell(DSLContext tx, Actor actor, String kind, String number) {
        return Mono.defer(() -> Events.tell(tx, actor.name(), kind, "lead", number, Map.of()));
    }
}
