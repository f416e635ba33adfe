package org.mingjia.admission;

import static org.jooq.impl.DSL.field;
import static org.mingjia.db.Tables.AGENCY;
import static org.mingjia.db.Tables.ORGANISATION;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.admission.AdmissionViews.DecisionView;
import org.mingjia.admission.AdmissionViews.DecisionsView;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.FieldError;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The operator's decisions on applications: all of a batch, or none. */
@Component
final class Deciding {

    private final Transactor transactor;

    Deciding(Transactor transactor) {
        this.transactor = transactor;
    }

    /**
     * One decision.
     *
     * @param version of the application that was looked at
     * @param reason what has to be mended, when it is returned
     */
    record Decision(
            @Nullable String uscc,
            @Nullable Integer version,
            @Nullable String outcome,
            @Nullable String reason) {}

    private record Decided(int at, Decision decision, AgencyFile file) {
        boolean admits() {
            return "admit".equals(decision.outcome());
        }
    }

    Mono<DecisionsView> decide(Actor actor, List<Decision> decisions) {
        refuseUnreadable(decisions);
        return transactor.inTransaction(tx ->
                AgencyFile.lock(
                                tx,
                                AGENCY.ORGANISATION_ID
                                        .isNotNull()
                                        .and(
                                                ORGANISATION.USCC.eq(
                                                        DSL.any(
                                                                decisions.stream()
                                                                        .map(Decision::uscc)
                                                                        .toArray(String[]::new)))))
                        .collectList()
                        .map(files -> matched(decisions, files))
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(
                                one ->
                                        one.admits()
                                                ? admit(tx, actor, one)
                                                : giveBack(tx, actor, one),
                                1)
                        .collectList()
                        .map(results -> new DecisionsView(List.copyOf(results))));
    }

    private static void refuseUnreadable(List<Decision> decisions) {
        var errors = new ArrayList<FieldError>();
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < decisions.size(); i++) {
            Decision decision = decisions.get(i);
            String at = "#/decisions/" + i;
            String uscc = decision.uscc();
            if (uscc == null || !uscc.matches("[0-9A-Z]{18}")) {
                errors.add(new FieldError(at + "/uscc", "uscc", "请给出 18 位统一社会信用代码"));
            } else if (seen.put(uscc, i) != null) {
                errors.add(new FieldError(at + "/uscc", "given-twice", uscc + " 重复"));
            }
            if (decision.version() == null) {
                errors.add(new FieldError(at + "/version", "required", "请给出所审阅的版本"));
            }
            String reason = decision.reason() == null ? "" : decision.reason().strip();
            if ("return".equals(decision.outcome())) {
                if (reason.length() < 2 || reason.length() > 2000 || reason.indexOf('\0') >= 0) {
                    errors.add(new FieldError(at + "/reason", "required", "退回须说明原因（2 至 2000 个字符）"));
                }
            } else if (!"admit".equals(decision.outcome())) {
                errors.add(new FieldError(at + "/outcome", "one-of", "outcome 应为 admit 或 return"));
            }
        }
        if (decisions.isEmpty() || decisions.size() > 200) {
            errors.add(new FieldError("#/decisions", "size", "一次作出 1 至 200 项决定"));
        }
        refuseIfAny(errors);
    }

    private static List<Decided> matched(List<Decision> decisions, List<AgencyFile> files) {
        var byCode = new LinkedHashMap<String, AgencyFile>();
        files.forEach(file -> byCode.put(String.valueOf(file.uscc()), file));
        var errors = new ArrayList<FieldError>();
        var matched = new ArrayList<Decided>();
        for (int i = 0; i < decisions.size(); i++) {
            Decision decision = decisions.get(i);
            AgencyFile file = byCode.get(decision.uscc());
            String at = "#/decisions/" + i;
            if (file == null) {
                errors.add(new FieldError(at + "/uscc", "not-found", decision.uscc() + " 没有入驻申请"));
            } else if (!file.isUnderReview()) {
                errors.add(
                        new FieldError(at + "/uscc", "not-under-review", file.name() + "没有待审核的申请"));
            } else if (!java.util.Objects.equals(decision.version(), file.version())) {
                errors.add(
                        new FieldError(
                                at + "/version",
                                "stale-version",
                                file.name() + "的申请已是第 " + file.version() + " 版，请重新审阅"));
            } else {
                matched.add(new Decided(i, decision, file));
            }
        }
        refuseIfAny(errors);
        return matched;
    }

    private static void refuseIfAny(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new Refused(new ContentRefused(List.copyOf(errors)));
        }
    }

    private static Mono<DecisionView> giveBack(DSLContext tx, Actor actor, Decided one) {
        return Mono.from(
                        tx.update(AGENCY)
                                .set(AGENCY.STATUS, "returned")
                                .set(AGENCY.VERSION, AGENCY.VERSION.plus(1))
                                .set(
                                        AGENCY.DECISION_REASON,
                                        String.valueOf(one.decision().reason()).strip())
                                .set(AGENCY.DECIDED_AT, field("now()", OffsetDateTime.class))
                                .set(AGENCY.DECIDED_BY, actor.name())
                                .where(AGENCY.ORGANISATION_ID.eq(one.file().id())))
                .then(tell(tx, actor, one.file(), "agency.returned", Map.of()))
                .thenReturn(
                        new DecisionView(
                                String.valueOf(one.file().uscc()),
                                "returned",
                                one.file().version() + 1));
    }

    private static Mono<DecisionView> admit(DSLContext tx, Actor actor, Decided one) {
        AgencyFile file = one.file();
        return Reference.of(tx, file.id(), file.application())
                .doOnNext(reference -> refuseOutdated(one, reference))
                .zipWhen(_ -> Existing.of(tx, file.id()))
                .flatMap(both ->
                        Publication.of(
                                tx,
                                file.id(),
                                actor.name(),
                                Changes.of(file.application(), both.getT1(), both.getT2())))
                .then(Mono.defer(() -> publish(tx, actor, file)))
                .then(
                        tell(
                                tx,
                                actor,
                                file,
                                returns(file) ? "agency.updated" : "agency.admitted",
                                Map.of("name", file.name())))
                .thenReturn(
                        new DecisionView(
                                String.valueOf(file.uscc()), "published", file.version() + 1));
    }

    /** Whether it is on the market already. */
    private static boolean returns(AgencyFile file) {
        return file.admittedOn() != null && file.exitedOn() == null;
    }

    /** What was complete when it was submitted may not be so any more: papers expire. */
    private static void refuseOutdated(Decided one, Reference reference) {
        refuseIfAny(
                Completeness.of(one.file().application(), reference).stream()
                        .flatMap(section -> section.errors().stream())
                        .map(error ->
                                new FieldError(
                                        "#/decisions/" + one.at(),
                                        error.rule(),
                                        one.file().name()
                                                + "（"
                                                + error.pointer()
                                                + "）："
                                                + error.detail()))
                        .toList());
    }

    private static Mono<Integer> publish(DSLContext tx, Actor actor, AgencyFile file) {
        var today = field("market_today()", LocalDate.class);
        return Mono.from(
                tx.update(AGENCY)
                        .set(AGENCY.STATUS, "published")
                        .set(AGENCY.VERSION, AGENCY.VERSION.plus(1))
                        .set(AGENCY.ADMITTED, AgencyFile.json(file.application()))
                        .set(
                                AGENCY.PROFILE,
                                AgencyFile.json(
                                        java.util.Objects.requireNonNull(
                                                file.application().profile())))
                        .setNull(AGENCY.DECISION_REASON)
                        .set(AGENCY.DECIDED_AT, field("now()", OffsetDateTime.class))
                        .set(AGENCY.DECIDED_BY, actor.name())
                        .set(
                                AGENCY.ADMITTED_ON,
                                DSL.when(AGENCY.EXITED_ON.isNotNull(), today)
                                        .otherwise(DSL.coalesce(AGENCY.ADMITTED_ON, today)))
                        .setNull(AGENCY.EXITED_ON)
                        .setNull(AGENCY.EXIT_REASON)
                        .where(AGENCY.ORGANISATION_ID.eq(file.id())));
    }

    private static Mono<Void> tell(
            DSLContext tx, Actor actor, AgencyFile file, String kind, Map<String, String> body) {
        return Events.tell(tx, actor.name(), kind, "agency", String.valueOf(file.uscc()), body);
    }
}
