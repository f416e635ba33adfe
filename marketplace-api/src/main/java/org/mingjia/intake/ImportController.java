package org.mingjia.intake;

import static org.jooq.impl.DSL.noCondition;
import static org.mingjia.db.Tables.REGISTER_IMPORT;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.intake.Importing.Order;
import org.mingjia.intake.Importing.Result;
import org.mingjia.platform.Actor;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.sheets.Upload;
import org.mingjia.web.Access;
import org.mingjia.web.Answers;
import org.mingjia.web.Listing;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.Part;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Imports into the register; the operator's. */
@RestController
@Tag(name = "目录导入（运行机构）")
@SecurityRequirement(name = "operator")
class ImportController {

    private static final String UNSTATED = "unstated";

    private final Importing importing;
    private final Transactor transactor;
    private final Answers answers;
    private final long mostBytes;

    ImportController(
            Importing importing, Transactor transactor, Answers answers, MingjiaSettings settings) {
        this.importing = importing;
        this.transactor = transactor;
        this.answers = answers;
        this.mostBytes = settings.imports().maxUploadBytes();
    }

    @Access(value = Access.Audience.OPERATOR, scope = "catalogue:write")
    @PostMapping(value = "/api/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AnswersWith(
            value = Result.class,
            status = {200, 201})
    @Operation(
            summary = "导入一组 CSV、XLSX 文件",
            description =
                    "全部写入或全部不写入；重复导入不产生变化。effectiveFrom 为新版本的起始日，缺省为今天，"
                            + "unstated 表示来源未载明起始日；absent=end 时，表中不再出现的内容自该日起失效")
    Mono<ResponseEntity<Result>> publish(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable @Size(max = 20) String effectiveFrom,
            @RequestParam(defaultValue = "keep") @Pattern(regexp = "keep|end") String absent,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    @Size(min = 1, max = 200)
                    String idempotencyKey,
            @RequestBody
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    IntakeViews.ImportForm.class)))
                    Flux<Part> parts) {
        var order =
                new Order(
                        day(effectiveFrom),
                        UNSTATED.equals(effectiveFrom),
                        absent.equals("end"),
                        dryRun,
                        idempotencyKey);
        return Upload.with(
                        exchange,
                        parts,
                        mostBytes,
                        upload -> importing.publish(actor, upload, order))
                .map(result ->
                        ResponseEntity.status(
                                        result.published() + result.ended() > 0 && !result.dryRun()
                                                ? HttpStatus.CREATED
                                                : HttpStatus.OK)
                                .body(result));
    }

    @Access(value = Access.Audience.OPERATOR, scope = "catalogue:write")
    @GetMapping("/api/imports")
    @AnswersWith(value = IntakeViews.ImportView.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "导入记录")
    Mono<ResponseEntity<Flux<DataBuffer>>> imports(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "published|refused")
                    String outcome,
            Paging paging) {
        return answers.list(
                exchange,
                listing(outcome == null ? noCondition() : REGISTER_IMPORT.OUTCOME.eq(outcome)),
                paging,
                "imports");
    }

    @Access(value = Access.Audience.OPERATOR, scope = "catalogue:write")
    @GetMapping("/api/imports/{id}")
    @AnswersWith(IntakeViews.ImportView.class)
    @Operation(summary = "一次导入")
    Mono<ResponseEntity<byte[]>> one(ServerWebExchange exchange, @PathVariable UUID id) {
        var single = listing(REGISTER_IMPORT.ID.eq(id));
        return Answers.json(
                exchange,
                transactor
                        .one(db ->
                                Mono.from(
                                                db.resultQuery(
                                                        "select to_json(r)::text from ({0}) r",
                                                        db.select(single.columns())
                                                                .from(single.from())
                                                                .where(single.where())))
                                        .map(row -> row.get(0, String.class)))
                        .switchIfEmpty(
                                Mono.error(() -> new Refused(new NotFound("导入记录", id.toString()))))
                        .map(text -> text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static Listing listing(Condition where) {
        return new Listing(
                        List.of(
                                REGISTER_IMPORT.ID.cast(SQLDataType.VARCHAR).as("importId"),
                                REGISTER_IMPORT.AT.as("at"),
                                REGISTER_IMPORT.ACTOR.as("actor"),
                                REGISTER_IMPORT.OUTCOME.as("outcome"),
                                REGISTER_IMPORT.EFFECTIVE_FROM.as("effectiveFrom"),
                                REGISTER_IMPORT.FILES.as("files"),
                                REGISTER_IMPORT.PUBLISHED.as("published"),
                                REGISTER_IMPORT.ENDED.as("ended"),
                                REGISTER_IMPORT.UNCHANGED.as("unchanged"),
                                REGISTER_IMPORT.ERROR_COUNT.as("errorCount"),
                                REGISTER_IMPORT.ERRORS.as("errors")),
                        REGISTER_IMPORT,
                        where,
                        REGISTER_IMPORT.ID.cast(SQLDataType.VARCHAR),
                        "importId")
                .backwards();
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        if (text == null || text.equals(UNSTATED)) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            throw new Refused(
                    new MalformedParameter(
                            "effectiveFrom",
                            "malformed-date",
                            "effectiveFrom 应为 YYYY-MM-DD 或 unstated",
                            "YYYY-MM-DD",
                            List.of(UNSTATED)));
        }
    }
}
