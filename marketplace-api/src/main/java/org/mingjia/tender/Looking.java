package org.mingjia.tender;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.CalendarMissing;
import org.mingjia.platform.Refused;
import org.mingjia.register.MarketCalendar;
import org.mingjia.register.Rules;
import org.mingjia.tender.RequestCheck.Days;
import org.mingjia.tender.RequestCheck.Judged;
import org.mingjia.tender.RequestViews.LotFigures;
import org.mingjia.tender.RequestViews.RequestCheckView;
import org.mingjia.tender.RequestViews.RequestView;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks at a request with the eyes of today's register, calendar and terms. */
@Component
class Looking {
    private static final ZoneOffset MARKET = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Rules rules;
    private final MarketCalendar calendar;

    Looking(Rules rules, MarketCalendar calendar) {
        this.rules = rules;
        this.calendar = calendar;
    }

    record Looked(Facts facts, Judged judged) {}

    /** A moment of market time, as people write it. */
    static String local(OffsetDateTime at) {
        return MINUTES.format(at.atZoneSameInstant(MARKET));
    }

    Mono<Looked> look(DSLContext tx, UUID owner, RequestBody body) {
        return Facts.of(tx, rules, owner, body)
                .flatMap(facts ->
                        days(tx, facts, body)
                                .map(days ->
                                        new Looked(facts, RequestCheck.judge(body, facts, days))));
    }

    private Mono<Days> days(DSLContext tx, Facts facts, RequestBody body) {
        return closesFrom(tx, facts)
                .zipWith(closingDayWorks(tx, facts, body))
                .map(both -> new Days(both.getT1(), both.getT2(), null))
                .onErrorResume(
                        Refused.class,
                        refused ->
                                refused.refusal() instanceof CalendarMissing missing
                                        ? Mono.just(new Days(facts.today(), true, missing.year()))
                                        : Mono.error(refused));
    }

    /** The first day on which it may close; today where there is no notice period. */
    private Mono<LocalDate> closesFrom(DSLContext tx, Facts facts) {
        TenderTerms terms = facts.terms();
        if (terms == null || terms.noticeDays() == 0) {
            return Mono.just(facts.today());
        }
        int days = terms.noticeDays();
        return terms.closesOnWorkingDays()
                ? calendar.after(tx, facts.today(), days + 1)
                : calendar.after(tx, facts.today(), days).map(last -> last.plusDays(1));
    }

    private Mono<Boolean> closingDayWorks(DSLContext tx, Facts facts, RequestBody body) {
        TenderTerms terms = facts.terms();
        OffsetDateTime closes = body.closesAt();
        if (terms == null || closes == null || !terms.closesOnWorkingDays()) {
            return Mono.just(true);
        }
        LocalDate day = closes.atZoneSameInstant(MARKET).toLocalDate();
        if (day.isBefore(facts.today()) || day.isAfter(facts.today().plusYears(1))) {
            // refused for that already
            return Mono.just(true);
        }
        return calendar.after(tx, day.minusDays(1), 1).map(day::equals);
    }

    /** Judges what is typed; nothing is written. */
    Mono<RequestCheckView> check(DSLContext tx, UUID owner, RequestBody body) {
        return look(tx, owner, body)
                .map(looked ->
                        new RequestCheckView(
                                looked.judged().errors().isEmpty(),
                                looked.facts().actName(),
                                looked.facts().regionName(),
                                looked.facts().files(),
                                looked.judged().errors(),
                                figures(body, looked),
                                looked.judged().closesNotBefore(),
                                looked.facts().terms()));
    }

    Mono<RequestView> view(DSLContext tx, RequestFile file) {
        return look(tx, file.ownerId(), file.body()).map(looked -> view(file, looked));
    }

    private static RequestView view(RequestFile file, Looked looked) {
        return new RequestView(
                file.id(),
                file.number(),
                file.status(),
                file.version(),
                file.ownerName(),
                file.body(),
                looked.facts().actName(),
                looked.facts().regionName(),
                looked.facts().files(),
                file.number() == null ? looked.judged().errors() : List.of(),
                figures(file.body(), looked),
                looked.judged().closesNotBefore(),
                looked.facts().terms(),
                file.status().equals("in_review") ? file.reviewBy() : null,
                file.returnReason(),
                file.closesAt());
    }

    private static List<LotFigures> figures(RequestBody body, Looked looked) {
        var figures = new ArrayList<LotFigures>();
        for (int i = 0; i < looked.judged().ceilings().size(); i++) {
            var lot = body.lots().get(i);
            var ceiling = looked.judged().ceilings().get(i);
            var code = lot.itemCode();
            Facts.@Nullable ListedItem item =
                    code == null ? null : looked.facts().items().get(code);
            figures.add(
                    new LotFigures(
                            code,
                            item == null ? null : item.name(),
                            item == null ? null : item.payer(),
                            item == null ? null : item.pricingMode(),
                            ceiling.minFen(),
                            ceiling.maxFen(),
                            ceiling.ruleId(),
                            ceiling.document(),
                            ceiling.working(),
                            ceiling.under(lot.budgetFen())));
        }
        return figures;
    }
}
