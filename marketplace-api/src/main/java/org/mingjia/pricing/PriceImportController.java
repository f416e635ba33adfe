package org.mingjia.pricing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.pricing.PriceAttempts.Attempt;
import org.mingjia.pricing.PriceViews.ListOutcome;
import org.mingjia.pricing.PriceViews.PriceAttemptView;
import org.mingjia.pricing.PriceViews.PriceImportView;
import org.mingjia.sheets.Upload;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Download;
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

/** Price lists as they are sent: tried, published, looked at afterwards and run again. */
@RestController
@Tag(name = "价目表（机构）")
class PriceImportController {

    private final Answers answers;
    private final PriceImport importing;
    private final PriceAttempts attempts;
    private final MingjiaSettings settings;

    PriceImportController(
            Answers answers,
            PriceImport importing,
            PriceAttempts attempts,
            MingjiaSettings settings) {
        this.answers = answers;
        this.importing = importing;
        this.attempts = attempts;
        this.settings = settings;
    }

    @Access(value = Audience.AGENCY, scope = "prices:write")
    @PostMapping(value = "/api/price-list/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AnswersWith(
            value = ListOutcome.class,
            status = {200, 201})
    @Operation(
            operationId = "importPrices",
            summary = "导入价目表（CSV、XLSX）",
            description = "全部写入或全部不写入；重复导入不产生变化；尚未入驻的机构，导入的价格存为草稿")
    Mono<ResponseEntity<ListOutcome>> imported(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
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
                                                                    PriceViews.ListForm.class)))
                    Flux<Part> parts) {
        return Upload.with(
                        exchange,
                        parts,
                        settings.imports().maxUploadBytes(),
                        upload ->
                                importing.publish(
                                        new Attempt(actor, upload, dryRun, idempotencyKey, null)))
                .map(PriceImportController::answer);
    }

    private static ResponseEntity<ListOutcome> answer(ListOutcome outcome) {
        boolean changed = outcome.published() + outcome.drafted() > 0 && !outcome.dryRun();
        return ResponseEntity.status(changed ? HttpStatus.CREATED : HttpStatus.OK).body(outcome);
    }

    @Access(value = Audience.AGENCY, scope = "prices:write")
    @PostMapping("/api/price-list/imports/{id}/replays")
    @AnswersWith(
            value = ListOutcome.class,
            status = {200, 201})
    @Operation(
            operationId = "replayPriceImport",
            summary = "再次导入一次记录所存的文件",
            description = "是一次新的导入，按今天的清单与规则核对；已经公布的不产生变化")
    Mono<ResponseEntity<ListOutcome>> replay(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    @Size(min = 1, max = 200)
                    String idempotencyKey) {
        return importing
                .replay(actor, id, dryRun, idempotencyKey)
                .map(PriceImportController::answer);
    }

    @Access(value = Audience.AGENCY, scope = "read")
    @GetMapping("/api/price-list/imports")
    @AnswersWith(value = PriceImportView.class, form = AnswersWith.Form.PAGE)
    @Operation(operationId = "priceImports", summary = "价目表的导入记录，包括未成功的")
    Mono<ResponseEntity<Flux<DataBuffer>>> imports(
            ServerWebExchange exchange, @Parameter(hidden = true) Actor actor, Paging paging) {
        return answers.list(
                exchange, PriceAttempts.list(actor.organisation()), paging, "price-imports");
    }

    @Access(value = Audience.AGENCY, scope = "read")
    @GetMapping("/api/price-list/imports/{id}")
    @AnswersWith(PriceAttemptView.class)
    @Operation(operationId = "priceImport", summary = "一次导入：结果、逐行错误与所存的文件")
    Mono<ResponseEntity<byte[]>> one(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id) {
        return Answers.json(
                exchange,
                attempts.one(actor, id).map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    @Access(value = Audience.AGENCY, scope = "read")
    @GetMapping("/api/price-list/imports/{id}/files/{position}")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "206",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @Operation(operationId = "priceImportFile", summary = "一次导入所存的文件")
    Mono<ResponseEntity<Flux<DataBuffer>>> file(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @PathVariable int position) {
        return attempts.files(actor, id, position)
                .map(files -> files.getFirst())
                .map(file ->
                        Download.of(
                                exchange,
                                headers -> {
                                    headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
                                    Answers.attachment(file.name()).accept(headers);
                                },
                                file.size(),
                                attempts.bytes(file)));
    }
}
