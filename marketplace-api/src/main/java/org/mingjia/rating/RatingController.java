package org.mingjia.rating;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.rating.RatingForms.RatingAppealDecisionForm;
import org.mingjia.rating.RatingForms.RatingAppealForm;
import org.mingjia.rating.RatingForms.RatingAppealStep;
import org.mingjia.rating.RatingViews.CardView;
import org.mingjia.rating.RatingViews.ListedRating;
import org.mingjia.rating.RatingViews.ListedRatingAppeal;
import org.mingjia.rating.RatingViews.WorkingView;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
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

/** What everybody reads of the ratings: the list of a year, the card of an agency, the working. */
@RestController
@Tag(name = "年度测评")
class RatingController {

    private final Transactor transactor;
    private final Idempotency idempotency;
    private final Answers answers;

    RatingController(Transactor transactor, Idempotency idempotency, Answers answers) {
        this.transactor = transactor;
        this.idempotency = idempotency;
        this.answers = answers;
    }

    @GetMapping("/api/ratings")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = ListedRating.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "ratings",
            summary = "年度测评结果",
            description = "有效版本的结果，得分高的在前，同分的名次相同；year 缺省为最近一个已公布的年度；grade=none 为不定级；q 在名称与代码中查找")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Min(2000) @Max(2999) Integer year,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "A|B|C|D|none")
                    String grade,
            @RequestParam(required = false) @Nullable @Size(max = 100) String q,
            Paging paging) {
        Condition which =
                condition(
                        "r.year = coalesce({0}, (select max(l.year) from rating_run l where l.status in ('publicity', 'final')))",
                        val(year, SQLDataType.INTEGER));
        if (grade != null) {
            which =
                    which.and(
                            grade.equals("none")
                                    ? condition("x.grade is null")
                                    : condition("x.grade = {0}", val(grade)));
        }
        return answers.list(
                exchange,
                RatingReading.ratings(
                        which.and(q == null || q.isBlank() ? noCondition() : named(q.strip()))),
                paging,
                "ratings");
    }

    private static Condition named(String words) {
        return condition(
                "strpos(lower(o.name || ' ' || x.uscc), lower({0})) > 0",
                val(words.replace("\0", "")));
    }

    @GetMapping("/api/ratings/{uscc}")
    @Access(Audience.EVERYONE)
    @AnswersWith(CardView.class)
    @Operation(
            operationId = "agencyRating",
            summary = "机构的年度测评",
            description = "最近一年与历年的得分、等级、名次和各部分；points 各自四舍五入，score 只在最后四舍五入一次")
    Mono<ResponseEntity<byte[]>> card(ServerWebExchange exchange, @PathVariable String uscc) {
        return Answers.json(exchange, transactor.one(db -> Workings.card(db, uscc)));
    }

    @GetMapping("/api/ratings/{uscc}/{year}")
    @Access(Audience.EVERYONE)
    @AnswersWith(WorkingView.class)
    @Operation(
            operationId = "ratingWorking",
            summary = "计分过程",
            description = "各部分的分子分母、计入的每一份合同、每一项扣分及其依据")
    Mono<ResponseEntity<byte[]>> working(
            ServerWebExchange exchange, @PathVariable String uscc, @PathVariable int year) {
        return Answers.json(exchange, transactor.one(db -> Workings.working(db, uscc, year)));
    }

    @GetMapping("/api/rating-appeals")
    @Access(
            value = {Audience.AGENCY, Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @AnswersWith(value = ListedRatingAppeal.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "ratingAppeals",
            summary = "测评申诉",
            description = "机构见本单位的，监管部门见本行政区的，运行机构见全部；先提出的在前。decided=false 只列待处理的")
    Mono<ResponseEntity<Flux<DataBuffer>>> appeals(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable Boolean decided,
            @RequestParam(required = false) @Nullable @Min(2000) @Max(2999) Integer year,
            Paging paging) {
        Condition which =
                Appeals.readable(actor)
                        .and(
                                "({0}::boolean is null or (a.decision is not null) = {0})",
                                val(decided, SQLDataType.BOOLEAN))
                        .and(
                                "({0}::integer is null or r.year = {0})",
                                val(year, SQLDataType.INTEGER));
        return answers.list(exchange, RatingReading.appeals(which), paging, "rating-appeals");
    }

    @PostMapping("/api/rating-runs/{year}/{version}/appeals")
    @Access(Audience.AGENCY)
    @AnswersWith(value = RatingAppealStep.class, status = 201, once = true)
    @Operation(operationId = "appealRating", summary = "对测评提出申诉", description = "公示期内，每个机构对每一版一次")
    Mono<ResponseEntity<byte[]>> appeal(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable int year,
            @PathVariable int version,
            @RequestBody RatingAppealForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Appeals.raise(tx, actor, year, version, form),
                _ -> "/api/rating-appeals");
    }

    @PostMapping("/api/rating-runs/{year}/{version}/appeals/{id}/decisions")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = RatingAppealStep.class, status = 201, once = true)
    @Operation(
            operationId = "decideRatingAppeal",
            summary = "处理测评申诉",
            description = "upheld 成立：更正输入后计算新版本；rejected 不成立。均须说明理由")
    Mono<ResponseEntity<byte[]>> decide(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable int year,
            @PathVariable int version,
            @PathVariable UUID id,
            @RequestBody RatingAppealDecisionForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Appeals.decide(tx, actor, year, version, id, form),
                _ -> "/api/rating-appeals");
    }
}
