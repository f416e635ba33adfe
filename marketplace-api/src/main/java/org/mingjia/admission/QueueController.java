package org.mingjia.admission;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.mingjia.db.Tables.AGENCY;
import static org.mingjia.db.Tables.ORGANISATION;
import static org.mingjia.db.Tables.STORED_FILE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.mingjia.admission.AdmissionViews.DecisionsView;
import org.mingjia.admission.AdmissionViews.QueueView;
import org.mingjia.admission.AdmissionViews.ReviewView;
import org.mingjia.admission.Deciding.Decision;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Listing;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The operator's queue of applications. */
@RestController
@Tag(name = "入驻审核（运行机构）")
class QueueController {

    private static final String STATUSES = "draft|applied|returned|published|removed|exited";

    private final Deciding deciding;
    private final Transactor transactor;
    private final Answers answers;

    QueueController(Deciding deciding, Transactor transactor, Answers answers) {
        this.deciding = deciding;
        this.transactor = transactor;
        this.answers = answers;
    }

    /** A batch of decisions. */
    record Decisions(@Nullable List<Decision> decisions) {}

    @GetMapping("/api/agency-applications")
    @Access(value = Audience.OPERATOR, scope = "read")
    @AnswersWith(value = QueueView.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "入驻申请列表", description = "按决定期限排列，最急的在前")
    Mono<ResponseEntity<Flux<DataBuffer>>> queue(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Pattern(regexp = STATUSES) String status,
            @RequestParam(required = false) @Nullable Boolean overdue,
            Paging paging) {
        return answers.list(exchange, listing(status, overdue), paging, "agency-applications");
    }

    private static Listing listing(@Nullable String status, @Nullable Boolean overdue) {
        Condition late =
                org.jooq.impl.DSL.condition(
                        "({0} = 'applied' and {1} < market_today())",
                        AGENCY.STATUS, AGENCY.DECIDE_BY);
        Condition where =
                ORGANISATION
                        .USCC
                        .isNotNull()
                        .and(status == null ? noCondition() : AGENCY.STATUS.eq(status))
                        .and(
                                overdue == null
                                        ? noCondition()
                                        : overdue ? late : org.jooq.impl.DSL.not(late));
        Field<String> key =
                field(
                        "(case when {0} = 'applied' then {1}::text else '9999-12-31' end || ' ' || {2})",
                        String.class, AGENCY.STATUS, AGENCY.DECIDE_BY, ORGANISATION.USCC);
        return new Listing(
                List.of(
                        ORGANISATION.USCC.as("uscc"),
                        ORGANISATION.NAME.as("name"),
                        AGENCY.STATUS.as("status"),
                        AGENCY.APPLIED_AT.as("appliedAt"),
                        field(
                                        "case when {0} = 'applied' then {1} end",
                                        java.time.LocalDate.class, AGENCY.STATUS, AGENCY.DECIDE_BY)
                                .as("decideBy"),
                        field("coalesce({0}, false)", Boolean.class, late).as("overdue"),
                        AGENCY.VERSION.as("version"),
                        field(
                                        "coalesce(jsonb_array_length({0} -> 'items'), 0)::bigint",
                                        Long.class, AGENCY.APPLICATION)
                                .as("itemCount"),
                        field("{0} is null", Boolean.class, AGENCY.ADMITTED_ON).as("firstTime"),
                        key.as("place")),
                AGENCY.join(ORGANISATION).on(ORGANISATION.ID.eq(AGENCY.ORGANISATION_ID)),
                where,
                key,
                "place");
    }

    @GetMapping("/api/agency-applications/{uscc}")
    @Access(value = Audience.OPERATOR, scope = "read")
    @AnswersWith(ReviewView.class)
    @Operation(summary = "一份入驻申请", description = "附上次获准的内容与有变化的部分")
    Mono<ResponseEntity<ReviewView>> one(@PathVariable String uscc) {
        return transactor
                .inTransaction(tx ->
                        AgencyFile.read(
                                        tx,
                                        ORGANISATION
                                                .USCC
                                                .eq(uscc.replace("\0", ""))
                                                .and(AGENCY.ORGANISATION_ID.isNotNull()))
                                .next()
                                .flatMap(file -> review(tx, file)))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("入驻申请", uscc))))
                .map(view ->
                        ResponseEntity.ok().eTag('"' + "" + view.now().version() + '"').body(view));
    }

    private static Mono<ReviewView> review(DSLContext tx, AgencyFile file) {
        return Reference.of(tx, file.id(), file.application())
                .flatMap(reference ->
                        names(tx, reference.files())
                                .map(names ->
                                        new ReviewView(
                                                file.view(reference),
                                                file.admitted(),
                                                changed(file.application(), file.admitted()),
                                                names)));
    }

    private static Mono<Map<UUID, String>> names(DSLContext tx, List<UUID> files) {
        return Flux.from(
                        tx.select(STORED_FILE.ID, STORED_FILE.NAME)
                                .from(STORED_FILE)
                                .where(STORED_FILE.ID.in(files)))
                .collectMap(row -> row.value1(), row -> row.value2());
    }

    private static List<String> changed(AgencyApplication now, @Nullable AgencyApplication before) {
        var changed = new ArrayList<String>();
        AgencyApplication then = before == null ? AgencyApplication.EMPTY : before;
        add(changed, "profile", now.profile(), then.profile());
        add(changed, "qualifications", now.qualifications(), then.qualifications());
        add(changed, "practitioners", now.practitioners(), then.practitioners());
        add(changed, "regions", now.regionCodes(), then.regionCodes());
        add(changed, "items", now.items(), then.items());
        add(changed, "affiliates", now.affiliates(), then.affiliates());
        return List.copyOf(changed);
    }

    private static void add(
            List<String> changed, String section, @Nullable Object now, @Nullable Object then) {
        if (!Objects.equals(now, then)) {
            changed.add(section);
        }
    }

    @PostMapping("/api/agency-application-decisions")
    @Access(Audience.OPERATOR)
    @Operation(summary = "批量作出入驻决定", description = "全部生效或全部不生效；每项给出所审阅的版本；退回须说明原因")
    Mono<DecisionsView> decide(
            @Parameter(hidden = true) Actor actor, @RequestBody Decisions decisions) {
        List<Decision> all = decisions.decisions();
        return deciding.decide(actor, all == null ? List.of() : all);
    }
}
