package org.mingjia.tender;

import static org.mingjia.db.Tables.TENDER_TERMS;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * 采购规则 The periods and least numbers of each region; a request keeps those it was published under.
 */
@RestController
@Tag(name = "采购规则")
class TermsController {

    private static final int LONGEST = 60;

    private final Transactor transactor;
    private final Answers answers;

    TermsController(Transactor transactor, Answers answers) {
        this.transactor = transactor;
        this.answers = answers;
    }

    /** Terms in the list; see {@link TenderTerms}. */
    record TermsRow(
            String regionCode,
            String method,
            String funds,
            boolean allowed,
            int noticeDays,
            int minimumBids,
            int extensionDays,
            int choiceDays,
            int publicityDays,
            boolean reviewRequired,
            boolean closesOnWorkingDays,
            String place) {}

    /** What the operator sets; see {@link TenderTerms}. */
    record Periods(
            @Nullable Boolean allowed,
            @Nullable Integer noticeDays,
            @Nullable Integer minimumBids,
            @Nullable Integer extensionDays,
            @Nullable Integer choiceDays,
            @Nullable Integer publicityDays,
            @Nullable Boolean reviewRequired,
            @Nullable Boolean closesOnWorkingDays) {}

    @GetMapping("/api/tender-terms")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = TermsRow.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "采购规则", description = "按地区、选取方式、资金来源；地区没有自己的，用其上级的，直至全国默认（000000）")
    Mono<ResponseEntity<Flux<DataBuffer>>> terms(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{6}") String region,
            Paging paging) {
        Field<String> place =
                DSL.field(
                        "{0} || ' ' || {1} || ' ' || {2}",
                        String.class,
                        TENDER_TERMS.REGION_CODE,
                        TENDER_TERMS.METHOD,
                        TENDER_TERMS.FUNDS);
        var listing =
                new Listing(
                        List.of(
                                TENDER_TERMS.REGION_CODE.as("regionCode"),
                                TENDER_TERMS.METHOD.as("method"),
                                TENDER_TERMS.FUNDS.as("funds"),
                                TENDER_TERMS.ALLOWED.as("allowed"),
                                TENDER_TERMS.NOTICE_DAYS.as("noticeDays"),
                                TENDER_TERMS.MINIMUM_BIDS.as("minimumBids"),
                                TENDER_TERMS.EXTENSION_DAYS.as("extensionDays"),
                                TENDER_TERMS.CHOICE_DAYS.as("choiceDays"),
                                TENDER_TERMS.PUBLICITY_DAYS.as("publicityDays"),
                                TENDER_TERMS.REVIEW_REQUIRED.as("reviewRequired"),
                                TENDER_TERMS.CLOSES_ON_WORKING_DAYS.as("closesOnWorkingDays"),
                                place.as("place")),
                        TENDER_TERMS,
                        region == null
                                ? DSL.noCondition()
                                : DSL.condition(
                                        """
                                        {0} = (select t.region_code from tender_terms t
                                                where t.method = {1} and t.funds = {2}
                                                  and region_distance(t.region_code, {3}) is not null
                                                order by region_distance(t.region_code, {3}) limit 1)
                                        """,
                                        TENDER_TERMS.REGION_CODE,
                                        TENDER_TERMS.METHOD,
                                        TENDER_TERMS.FUNDS,
                                        DSL.val(region)),
                        place,
                        "place");
        return answers.list(exchange, listing, paging, "tender-terms");
    }

    @PutMapping("/api/tender-terms/{region}/{method}/{funds}")
    @Access(Audience.OPERATOR)
    @Operation(summary = "设定一地的采购规则", description = "对此后公告的采购需求有效；已公告的按公告时的规则进行")
    Mono<TenderTerms> set(
            @Parameter(hidden = true) Actor actor,
            @PathVariable @Pattern(regexp = "[0-9]{6}") String region,
            @PathVariable @Pattern(regexp = TenderTerms.METHODS) String method,
            @PathVariable @Pattern(regexp = TenderTerms.FUNDS) String funds,
            @RequestBody Periods periods) {
        var terms = checked(region, method, funds, periods);
        return transactor.inTransaction(tx ->
                put(tx, terms)
                        .then(
                                Events.tell(
                                        tx,
                                        actor.name(),
                                        "tender-terms.set",
                                        "tender-terms",
                                        region + "-" + method + "-" + funds,
                                        Map.of("terms", terms)))
                        .thenReturn(terms));
    }

    private static TenderTerms checked(
            String region, String method, String funds, Periods periods) {
        var checks = new FieldChecks();
        var terms =
                new TenderTerms(
                        region,
                        method,
                        funds,
                        flag(checks, "#/allowed", periods.allowed()),
                        days(checks, "#/noticeDays", periods.noticeDays(), 0, LONGEST),
                        days(checks, "#/minimumBids", periods.minimumBids(), 1, 20),
                        days(checks, "#/extensionDays", periods.extensionDays(), 0, LONGEST),
                        days(checks, "#/choiceDays", periods.choiceDays(), 0, LONGEST),
                        days(checks, "#/publicityDays", periods.publicityDays(), 0, LONGEST),
                        flag(checks, "#/reviewRequired", periods.reviewRequired()),
                        flag(checks, "#/closesOnWorkingDays", periods.closesOnWorkingDays()));
        checks.done();
        return terms;
    }

    private static boolean flag(FieldChecks checks, String at, @Nullable Boolean value) {
        checks.require(value != null, at, "required", "请给出 true 或 false");
        return Boolean.TRUE.equals(value);
    }

    private static int days(
            FieldChecks checks, String at, @Nullable Integer value, int least, int most) {
        if (value == null || value < least || value > most) {
            checks.refuse(at, "bounds", "应为 " + least + " 至 " + most);
            return least;
        }
        return value;
    }

    private static Mono<Integer> put(DSLContext tx, TenderTerms terms) {
        return Mono.from(
                tx.insertInto(TENDER_TERMS)
                        .set(TENDER_TERMS.REGION_CODE, terms.regionCode())
                        .set(TENDER_TERMS.METHOD, terms.method())
                        .set(TENDER_TERMS.FUNDS, terms.funds())
                        .set(TENDER_TERMS.ALLOWED, terms.allowed())
                        .set(TENDER_TERMS.NOTICE_DAYS, terms.noticeDays())
                        .set(TENDER_TERMS.MINIMUM_BIDS, terms.minimumBids())
                        .set(TENDER_TERMS.EXTENSION_DAYS, terms.extensionDays())
                        .set(TENDER_TERMS.CHOICE_DAYS, terms.choiceDays())
                        .set(TENDER_TERMS.PUBLICITY_DAYS, terms.publicityDays())
                        .set(TENDER_TERMS.REVIEW_REQUIRED, terms.reviewRequired())
                        .set(TENDER_TERMS.CLOSES_ON_WORKING_DAYS, terms.closesOnWorkingDays())
                        .onConflict(
                                TENDER_TERMS.REGION_CODE, TENDER_TERMS.METHOD, TENDER_TERMS.FUNDS)
                        .doUpdate()
                        .set(TENDER_TERMS.ALLOWED, terms.allowed())
                        .set(TENDER_TERMS.NOTICE_DAYS, terms.noticeDays())
                        .set(TENDER_TERMS.MINIMUM_BIDS, terms.minimumBids())
                        .set(TENDER_TERMS.EXTENSION_DAYS, terms.extensionDays())
                        .set(TENDER_TERMS.CHOICE_DAYS, terms.choiceDays())
                        .set(TENDER_TERMS.PUBLICITY_DAYS, terms.publicityDays())
                        .set(TENDER_TERMS.REVIEW_REQUIRED, terms.reviewRequired())
                        .set(TENDER_TERMS.CLOSES_ON_WORKING_DAYS, terms.closesOnWorkingDays()));
    }
}
