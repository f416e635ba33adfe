package org.mingjia.complaint;

import static org.jooq.impl.DSL.val;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.complaint.ComplaintForms.ComplaintForm;
import org.mingjia.complaint.ComplaintViews.ComplaintFiled;
import org.mingjia.identity.Secrets;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Actor.Role;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.OfIdentity.Forbidden;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** 提出投诉 By one with standing in its subject, who is told where it lies and how to ask for it. */
final class Filing {

    private static final int MOST_FILES = 10;
    private static final Set<String> OF_A_CONTRACT = Set.of("fee", "quality", "delay");

    private static final String CONTRACT =
            "select c.id, c.request_id, c.owner_id, c.agency_id from contract c where c.number = {0}";

    private static final String REQUEST =
            """
            select r.id, r.owner_id,
                   exists (select from opened_bid b where b.request_id = r.id and b.agency_id = {1}),
                   (select max(a.publicity_until) from award a
                     where a.request_id = r.id and a.status = 'publicity' and clock_timestamp() < a.publicity_until),
                   exists (select from objection o
                            where o.request_id = r.id and o.raised_for = {1} and o.decision is not null),
                   (select o.id from organisation o
                     where o.uscc = {2} and exists (select from opened_bid b where b.request_id = r.id and b.agency_id = o.id))
              from service_request r where r.number = {0} and r.published_at is not null
            """;

    private static final String OWN_FILES =
            "select id from stored_file where id = any({0}) and organisation_id = {1}";

    private static final String FILE =
            """
            insert into complaint (number, subject, complainant_id, against_id, request_id, contract_id, region_code, text,
                                   file_ids, token_hash, desk, by)
            values ('TS-000000-00000000-0000', {0}, {1}, {2}, {3}, {4}, '000000', {5}, {6}, {7}, 'operator', {8})
            returning number, status, desk
            """;

    private Filing() {}

    /** Whom and what a complaint is about. */
    private record Target(UUID againstId, UUID requestId, @Nullable UUID contractId) {}

    static Mono<ComplaintFiled> file(DSLContext tx, Actor actor, ComplaintForm form) {
        var checks = new FieldChecks();
        String subject = String.valueOf(form.subject());
        checks.require(
                subject.matches(Words.SUBJECTS),
                "#/subject",
                "one-of",
                "投诉类别为 selection 选取、fee 收费、quality 质量、conduct 行为、delay 延误");
        String text = checks.prose("#/text", "投诉的事实与请求", form.text(), 20, 4000);
        boolean ofContract = form.contractNumber() != null;
        checks.require(
                ofContract != (form.requestNumber() != null),
                "#/contractNumber",
                "one-target",
                "请给出采购公告编号（requestNumber）或者合同编号（contractNumber），二者取一");
        checks.require(
                !OF_A_CONTRACT.contains(subject) || ofContract,
                "#/contractNumber",
                "contract-needed",
                "收费、质量、延误的投诉针对合同，请给出合同编号");
        checks.require(
                !subject.equals("selection") || !ofContract,
                "#/requestNumber",
                "request-needed",
                "选取的投诉针对采购公告，请给出公告编号");
        List<UUID> files = form.given();
        checks.require(
                files.size() <= MOST_FILES, "#/fileIds", "too-many", "附件不超过 " + MOST_FILES + " 份");
        checks.done();
        return ownFiles(tx, actor, files)
                .then(Mono.defer(() -> target(tx, actor, subject, form)))
                .flatMap(target -> insert(tx, actor, subject, target, text, files));
    }

    private static Mono<Void> ownFiles(DSLContext tx, Actor actor, List<UUID> files) {
        if (files.isEmpty()) {
            return Mono.empty();
        }
        return Flux.from(
                        tx.resultQuery(
                                OWN_FILES,
                                val(files.toArray(UUID[]::new)),
                                val(actor.organisation())))
                .map(row -> row.get(0, UUID.class))
                .collectList()
                .doOnNext(own -> {
                    var checks = new FieldChecks();
                    for (int i = 0; i < files.size(); i++) {
                        checks.require(
                                own.contains(files.get(i)),
                                "#/fileIds/" + i,
                                "own-file",
                                "应为本单位上传的附件");
                    }
                    checks.done();
                })
                .then();
    }

    private static Mono<Target> target(
            DSLContext tx, Actor actor, String subject, ComplaintForm form) {
        return form.contractNumber() == null
                ? request(tx, actor, subject, form, String.valueOf(form.requestNumber()))
                : contract(tx, actor, subject, form.contractNumber());
    }

    private static Mono<Target> contract(
            DSLContext tx, Actor actor, String subject, String number) {
        return Mono.from(tx.resultQuery(CONTRACT, val(number.replace("\0", ""))))
                .switchIfEmpty(unknown("#/contractNumber", "没有编号为 " + number + " 的合同"))
                .map(row -> {
                    UUID owner = row.get(2, UUID.class);
                    UUID agency = row.get(3, UUID.class);
                    boolean isOwner =
                            actor.role() == Role.ENTERPRISE && owner.equals(actor.organisation());
                    boolean isAgency =
                            actor.role() == Role.AGENCY && agency.equals(actor.organisation());
                    if (subject.equals("quality") ? !isOwner : !isOwner && !isAgency) {
                        throw noStanding(
                                subject.equals("quality")
                                        ? "质量投诉由合同的委托方（业主）提出"
                                        : Words.subject(subject) + "投诉由合同的双方提出");
                    }
                    return new Target(
                            isOwner ? agency : owner,
                            row.get(1, UUID.class),
                            row.get(0, UUID.class));
                });
    }

    private static Mono<Target> request(
            DSLContext tx, Actor actor, String subject, ComplaintForm form, String number) {
        return Mono.from(
                        tx.resultQuery(
                                REQUEST,
                                val(number.replace("\0", "")),
                                val(actor.organisation()),
                                val(
                                        form.agencyUscc() == null
                                                ? null
                                                : form.agencyUscc().replace("\0", ""),
                                        SQLDataType.VARCHAR)))
                .switchIfEmpty(unknown("#/requestNumber", "没有编号为 " + number + " 的采购公告"))
                .map(row -> {
                    UUID owner = row.get(1, UUID.class);
                    boolean isOwner =
                            actor.role() == Role.ENTERPRISE && owner.equals(actor.organisation());
                    boolean isBidder = actor.role() == Role.AGENCY && row.get(2, Boolean.class);
                    if (!isOwner && !isBidder) {
                        throw noStanding(
                                Words.subject(subject) + "投诉由该采购需求的业主，或者开标后的报价机构提出；其他人可以提供线索");
                    }
                    OffsetDateTime publicity = row.get(3, OffsetDateTime.class);
                    if (subject.equals("selection")
                            && publicity != null
                            && !row.get(4, Boolean.class)) {
                        throw ComplaintRow.refused(
                                "objection-first",
                                "公示期内请先提出异议（POST /api/notices/"
                                        + number
                                        + "/objections），至 "
                                        + publicity
                                        + " 止；对异议的处理不服的可以投诉");
                    }
                    UUID named = row.get(5, UUID.class);
                    return new Target(
                            against(actor, form, isOwner, owner, named),
                            row.get(0, UUID.class),
                            null);
                });
    }

    private static UUID against(
            Actor actor, ComplaintForm form, boolean isOwner, UUID owner, @Nullable UUID named) {
        var checks = new FieldChecks();
        if (form.agencyUscc() == null) {
            checks.require(!isOwner, "#/agencyUscc", "required", "请给出被投诉机构的统一社会信用代码");
        } else {
            checks.require(
                    named != null && !named.equals(actor.organisation()),
                    "#/agencyUscc",
                    "bidder",
                    "应为该采购需求的另一家报价机构");
        }
        checks.done();
        return named == null ? owner : named;
    }

    private static <T> Mono<T> unknown(String pointer, String detail) {
        return Mono.error(() ->
                new Refused(
                        new org.mingjia.platform.Refusal.ContentRefused(
                                pointer, "unknown", detail)));
    }

    private static Refused noStanding(String detail) {
        return new Refused(new Forbidden("no-standing", detail));
    }

    private static Mono<ComplaintFiled> insert(
            DSLContext tx,
            Actor actor,
            String subject,
            Target target,
            String text,
            List<UUID> files) {
        return Secrets.fresh("ts_")
                .flatMap(token ->
                        Mono.from(
                                        tx.resultQuery(
                                                FILE,
                                                val(subject),
                                                val(actor.organisation()),
                                                val(target.againstId()),
                                                val(target.requestId()),
                                                val(target.contractId(), SQLDataType.UUID),
                                                val(text),
                                                val(files.toArray(UUID[]::new)),
                                                val(Secrets.hash(token)),
                                                val(actor.name())))
                                .map(row ->
                                        new ComplaintFiled(
                                                row.get(0, String.class),
                                                row.get(1, String.class),
                                                row.get(2, String.class),
                                                token)))
                .flatMap(filed ->
                        Events.tell(
                                        tx,
                                        actor.name(),
                                        "complaint.filed",
                                        "complaint",
                                        filed.number(),
                                        Map.of("name", Words.subject(subject) + "投诉"))
                                .thenReturn(filed));
    }
}
