package org.mingjia.register;

import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.year;
import static org.mingjia.db.Tables.CALENDAR_DAY;
import static org.mingjia.db.Tables.SYNONYM;
import static org.mingjia.register.Versions.inForce;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.List;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Answers;
import org.mingjia.web.Listing;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The working-day calendar and the words that people use for items. */
@RestController
@Tag(name = "工作日历与同义词")
class CalendarController {

    private final Answers answers;
    private final Transactor transactor;
    private final MarketCalendar calendar;

    CalendarController(Answers answers, Transactor transactor, MarketCalendar calendar) {
        this.answers = answers;
        this.transactor = transactor;
        this.calendar = calendar;
    }

    /**
     * The day on which a period of working days ends.
     *
     * @param from the day of the event; the period starts on the day after (《民法典》第二百零一条)
     * @param days working days
     * @param date the last day of the period
     */
    record WorkingDays(LocalDate from, int days, LocalDate date) {}

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/working-days")
    @AnswersWith(WorkingDays.class)
    @Operation(summary = "推算工作日", description = "期间自次日起算；未载入日历的年度拒绝推算")
    Mono<WorkingDays> workingDays(
            @RequestParam LocalDate from, @RequestParam @Min(0) @Max(1000) int days) {
        return transactor
                .one(db -> calendar.after(db, from, days))
                .map(last -> new WorkingDays(from, days, last));
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/calendar-days")
    @AnswersWith(value = RegisterViews.CalendarDayView.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "节假日与调休安排（周一至周五之外的例外）")
    Mono<ResponseEntity<Flux<DataBuffer>>> calendarDays(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Min(1949) @Max(2200) Integer year,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            Paging paging) {
        var listing =
                new Listing(
                        List.of(
                                CALENDAR_DAY.DAY.cast(SQLDataType.VARCHAR).as("date"),
                                CALENDAR_DAY.KIND.as("type"),
                                CALENDAR_DAY.NAME.as("name"),
                                CALENDAR_DAY.SOURCE.as("source")),
                        CALENDAR_DAY,
                        inForce(CALENDAR_DAY.VALID, Versions.day(asOf))
                                .and(
                                        year == null
                                                ? noCondition()
                                                : year(CALENDAR_DAY.DAY).eq(year)),
                        CALENDAR_DAY.DAY.cast(SQLDataType.VARCHAR),
                        "date");
        return answers.list(exchange, listing, paging, "calendar-days");
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/synonyms")
    @AnswersWith(value = RegisterViews.SynonymView.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "检索用同义词")
    Mono<ResponseEntity<Flux<DataBuffer>>> synonyms(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            Paging paging) {
        var listing =
                new Listing(
                        List.of(
                                SYNONYM.TERM.as("term"),
                                SYNONYM.SYNONYMS.as("synonyms"),
                                SYNONYM.ITEM_CODES.as("itemCodes")),
                        SYNONYM,
                        inForce(SYNONYM.VALID, Versions.day(asOf)),
                        SYNONYM.TERM,
                        "term");
        return answers.list(exchange, listing, paging, "synonyms");
    }
}
