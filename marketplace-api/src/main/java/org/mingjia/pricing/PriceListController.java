package org.mingjia.pricing;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Access;
import org.mingjia.platform.Access.Audience;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Answers;
import org.mingjia.platform.AnswersWith;
import org.mingjia.platform.Listing;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Paging;
import org.mingjia.platform.Refused;
import org.mingjia.pricing.PriceQueries.Filter;
import org.mingjia.pricing.PriceViews.DraftsView;
import org.mingjia.pricing.PriceViews.ListOutcome;
import org.mingjia.pricing.PriceViews.PriceEntryView;
import org.mingjia.pricing.PriceViews.PriceImportView;
import org.mingjia.sheets.Upload;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.Part;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An agency's own price list: published prices, drafts, and the list as a table. */
@RestController
@Tag(name = "价目表（机构）")
class PriceListController {

    private final Answers answers;
    private final Drafts drafts;
    private final PriceImport importing;
    private final MingjiaSettings settings;

    PriceListController(
            Answers answers, Drafts drafts, PriceImport importing, MingjiaSettings settings) {
        this.answers = answers;
        this.drafts = drafts;
        this.importing = importing;
        this.settings = settings;
    }

    @Access(value = Audience.AGENCY, scope = "read")
    @GetMapping("/api/price-list")
    @AnswersWith(value = PriceEntryView.class, form = AnswersWith.Form.PAGE)
    @Operation(operationId = "ownPrices", summary = "本机构的价目表")
    Mono<ResponseEntity<Flux<DataBuffer>>> own(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable @Size(max = 40) String item,
            @RequestParam(required = false) @Nullable @Pattern(regexp = PriceController.STATES)
                    String state,
            Paging paging) {
        return answers.list(
                exchange,
                PriceQueries.own(actor.organisation(), new Filter(item, null, null, state)),
                paging,
                "price-list");
    }

    @Access(value = Audience.AGENCY, scope = "read")
    @GetMapping("/api/price-drafts")
    @AnswersWith(DraftsView.class)
    @Operation(operationId = "priceDrafts", summary = "尚未公布的价格")
    Mono<ResponseEntity<byte[]>> drafts(
            ServerWebExchange exchange, @Parameter(hidden = true) Actor actor) {
        return Answers.json(
                exchange, drafts.list(actor).map(t -> t.getBytes(StandardCharsets.UTF_8)));
    }

    @Access(value = Audience.AGENCY, scope = "prices:write")
    @PutMapping("/api/price-drafts/{itemCode}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "savePriceDraft", summary = "保存草稿，入驻后公布")
    Mono<Void> save(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String itemCode,
            @RequestBody PriceRequest request) {
        var price =
                new PriceRequest(
                        itemCode,
                        request.regionCode(),
                        request.form(),
                        request.amountFen(),
                        request.amount(),
                        request.unit(),
                        request.factor(),
                        request.ruleId(),
                        request.terms(),
                        request.validFrom());
        return drafts.save(actor, price.read(settings.defaultRegion()), price);
    }

    @Access(value = Audience.AGENCY, scope = "prices:write")
    @DeleteMapping("/api/price-drafts/{itemCode}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "dropPriceDraft", summary = "删除草稿")
    Mono<Void> drop(
            @Parameter(hidden = true) Actor actor,
            @PathVariable @Size(max = 40) String itemCode,
            @RequestParam(required = false) @Nullable @Size(max = 6) String region) {
        return drafts.drop(actor, itemCode, region);
    }

    @Access(value = Audience.AGENCY, scope = "prices:write")
    @PostMapping("/api/price-list/publications")
    @AnswersWith(ListOutcome.class)
    @Operation(operationId = "publishDrafts", summary = "公布全部草稿，全部成功或全部不写入")
    Mono<ListOutcome> publish(@Parameter(hidden = true) Actor actor) {
        return drafts.publish(actor);
    }

    @Access(value = Audience.AGENCY, scope = "read")
    @GetMapping(value = "/api/price-list/template", produces = "text/csv")
    @Operation(operationId = "priceListTemplate", summary = "价目表模板，CSV")
    ResponseEntity<byte[]> template() {
        String text =
                "\uFEFF"
                        + String.join(",", PriceSheet.COLUMNS)
                        + "\r\nS-HJ-001,433100,fixed,166000.00,,,,,\r\n"
                        + "S-HJ-002,433101,factor,,,1.10,R-EIA-FORM-2011,,\r\n";
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .headers(headers ->
                        headers.setContentDisposition(
                                ContentDisposition.attachment()
                                        .filename("price-list.csv", StandardCharsets.UTF_8)
                                        .build()))
                .body(text.getBytes(StandardCharsets.UTF_8));
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
        long most = settings.imports().maxUploadBytes();
        if (exchange.getRequest().getHeaders().getContentLength() > most + 65_536) {
            return Mono.error(new Refused(Upload.tooLarge(most)));
        }
        return Upload.with(
                        parts,
                        most,
                        upload -> importing.publish(actor, upload, dryRun, idempotencyKey))
                .map(outcome ->
                        ResponseEntity.status(
                                        outcome.published() + outcome.drafted() > 0 && !dryRun
                                                ? HttpStatus.CREATED
                                                : HttpStatus.OK)
                                .body(outcome));
    }

    @Access(value = Audience.AGENCY, scope = "read")
    @GetMapping("/api/price-list/imports")
    @AnswersWith(value = PriceImportView.class, form = AnswersWith.Form.PAGE)
    @Operation(operationId = "priceImports", summary = "价目表的导入记录，包括未成功的")
    Mono<ResponseEntity<Flux<DataBuffer>>> imports(
            ServerWebExchange exchange, @Parameter(hidden = true) Actor actor, Paging paging) {
        Condition own = field(name("agency_id"), UUID.class).eq(actor.organisation());
        return answers.list(
                exchange,
                new Listing(
                                List.of(
                                        field("id::text").as("id"),
                                        field(name("at")),
                                        field(name("actor")),
                                        field(name("outcome")),
                                        field(name("files")),
                                        field(name("published")),
                                        field(name("drafted")),
                                        field(name("unchanged")),
                                        field(name("error_count")).as("errorCount"),
                                        field(name("errors"))),
                                table(name("price_import")),
                                own,
                                field("id::text", String.class),
                                "id")
                        .backwards(),
                paging,
                "price-imports");
    }
}
