package org.mingjia.rating;

import static org.jooq.impl.DSL.condition;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.rating.RatingForms.FormulaForm;
import org.mingjia.rating.RatingForms.RunForm;
import org.mingjia.rating.RatingForms.RunStep;
import org.mingjia.rating.RatingViews.FormulasView;
import org.mingjia.rating.RatingViews.ListedRun;
import org.mingjia.rating.RatingViews.RunView;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Formulas and runs: what is computed, by what, and the two files that prove it. */
@RestController
@Tag(name = "年度测评")
class RunController {

    private static final String NDJSON = "application/x-ndjson";
    private static final MediaType LINES = MediaType.parseMediaType(NDJSON);

    private final Transactor transactor;
    private final Idempotency idempotency;
    private final Answers answers;

    RunController(Transactor transactor, Idempotency idempotency, Answers answers) {
        this.transactor = transactor;
        this.idempotency = idempotency;
        this.answers = answers;
    }

    /** A version that was added. */
    record FormulaStep(int version) {}

    @GetMapping("/api/rating-formulas")
    @Access(Audience.EVERYONE)
    @AnswersWith(FormulasView.class)
    @Operation(
            operationId = "ratingFormulas",
            summary = "计分公式",
            description = "各版本长期公开，已公布的版本不更改；最新的在前")
    Mono<ResponseEntity<byte[]>> formulas(ServerWebExchange exchange) {
        return Answers.json(exchange, transactor.one(RatingReading::formulas));
    }

    @PostMapping("/api/rating-formulas")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = FormulaStep.class, status = 201, once = true)
    @Operation(
            operationId = "addRatingFormula",
            summary = "公布新的计分公式",
            description = "未填写的沿用上一版；五项权重之和应为 100")
    Mono<ResponseEntity<byte[]>> addFormula(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestBody FormulaForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx ->
                        Formulas.add(tx, actor, form)
                                .map(version ->
                                        Created.at(
                                                "/api/rating-formulas", new FormulaStep(version))));
    }

    @PostMapping("/api/rating-runs")
    @Access(Audience.OPERATOR)
    @AnswersWith(value = RunStep.class, status = 201, once = true)
    @Operation(
            operationId = "startRating",
            summary = "开展年度测评",
            description = "年度结束后进行；在后台计算，完成即公示七个工作日。有申诉成立时计算下一版本，原版本保留")
    Mono<ResponseEntity<byte[]>> start(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestBody RunForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Starting.start(tx, actor, form),
                step -> "/api/rating-runs/" + step.year() + "/" + step.version());
    }

    @GetMapping("/api/rating-runs")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = ListedRun.class, form = AnswersWith.Form.PAGE)
    @Operation(operationId = "ratingRuns", summary = "年度测评各版本", description = "最新的在前，包括正在计算的与已被取代的")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(ServerWebExchange exchange, Paging paging) {
        return answers.list(exchange, RatingReading.runs(condition("true")), paging, "rating-runs");
    }

    @GetMapping("/api/rating-runs/{year}/{version}")
    @Access(Audience.EVERYONE)
    @AnswersWith(RunView.class)
    @Operation(
            operationId = "ratingRun",
            summary = "一版年度测评",
            description = "公式、分布、类别均值，以及输入与结果的 SHA-256")
    Mono<ResponseEntity<byte[]>> one(
            ServerWebExchange exchange, @PathVariable int year, @PathVariable int version) {
        return Answers.json(exchange, transactor.one(db -> RatingReading.run(db, year, version)));
    }

    @GetMapping(value = "/api/rating-runs/{year}/{version}/inputs", produces = NDJSON)
    @Access(Audience.EVERYONE)
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(type = "string", format = "binary")))
    @Operation(
            operationId = "ratingInputs",
            summary = "测评输入",
            description = "每行一个 JSON：第一行为年度、版本与公式，其后每家机构一行；整个文件的 SHA-256 即 inputsHash")
    Mono<ResponseEntity<Flux<DataBuffer>>> inputs(
            ServerWebExchange exchange, @PathVariable int year, @PathVariable int version) {
        return transactor
                .one(db -> RatingReading.published(db, year, version))
                .map(run ->
                        lines(
                                exchange,
                                run.inputsHash(),
                                "rating-inputs-" + year + "-" + version,
                                Flux.concat(
                                        Mono.just(run.header() + "\n"),
                                        pages("rating_input", run))));
    }

    @GetMapping(value = "/api/rating-runs/{year}/{version}/results", produces = NDJSON)
    @Access(Audience.EVERYONE)
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(type = "string", format = "binary")))
    @Operation(
            operationId = "ratingResults",
            summary = "测评结果",
            description = "每家机构一行 JSON，按统一社会信用代码排列；整个文件的 SHA-256 即 resultsHash")
    Mono<ResponseEntity<Flux<DataBuffer>>> results(
            ServerWebExchange exchange, @PathVariable int year, @PathVariable int version) {
        return transactor
                .one(db -> RatingReading.published(db, year, version))
                .map(run ->
                        lines(
                                exchange,
                                run.resultsHash(),
                                "rating-results-" + year + "-" + version,
                                pages("rating_result", run)));
    }

    private Flux<String> pages(String table, RatingReading.PublishedRun run) {
        return Lines.pages(transactor, table, run.id())
                .map(page -> Lines.joined(page.stream().map(Lines.Kept::line).toList()));
    }

    /** A file that never changes: its hash is its entity tag. */
    private static ResponseEntity<Flux<DataBuffer>> lines(
            ServerWebExchange exchange, String hash, String name, Flux<String> text) {
        String tag = '"' + hash + '"';
        var answer =
                ResponseEntity.status(exchange.checkNotModified(tag) ? 304 : 200)
                        .eTag(tag)
                        .cacheControl(CacheControl.noCache().cachePublic());
        if (exchange.isNotModified()) {
            return answer.build();
        }
        return answer.contentType(LINES)
                .headers(Answers.attachment(name + ".ndjson"))
                .body(
                        text.map(page ->
                                DefaultDataBufferFactory.sharedInstance.wrap(
                                        page.getBytes(StandardCharsets.UTF_8))));
    }
}
