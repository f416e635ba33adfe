package org.mingjia.pricing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.platform.ConstraintNames;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.pricing.PriceQueries.Filter;
import org.mingjia.pricing.PriceViews.DraftsView;
import org.mingjia.pricing.PriceViews.ListOutcome;
import org.mingjia.pricing.PriceViews.PriceEntryView;
import org.mingjia.sheets.SheetWriter;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
    private final PriceExport export;
    private final Idempotency idempotency;
    private final MingjiaSettings settings;

    PriceListController(
            Answers answers,
            Drafts drafts,
            PriceExport export,
            Idempotency idempotency,
            MingjiaSettings settings) {
        this.answers = answers;
        this.drafts = drafts;
        this.export = export;
        this.idempotency = idempotency;
        this.settings = settings;
    }

    @Access(value = Audience.AGENCY, scope = "read")
    @GetMapping("/api/price-list")
    @AnswersWith(value = PriceEntryView.class, form = AnswersWith.Form.PAGE)
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = SheetWriter.XLSX,
                            schema = @Schema(type = "string", format = "binary")))
    @Operation(
            operationId = "ownPrices",
            summary = "本机构的价目表",
            description = "CSV 与 XLSX 按模板的列给出现行价目（入驻前为草稿），可原样再次导入而不产生变化")
    Mono<ResponseEntity<Flux<DataBuffer>>> own(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable @Size(max = 40) String item,
            @RequestParam(required = false) @Nullable @Pattern(regexp = PriceController.STATES)
                    String state,
            @Paging.AlsoAs("xlsx") Paging paging) {
        String format = exchange.getRequest().getQueryParams().getFirst("format");
        if (Answers.wantsCsv(exchange) || "xlsx".equals(format)) {
            return export.own(actor, PriceExport.Form.of(format == null ? "csv" : format))
                    .map(Answers::streamed);
        }
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
        return drafts.save(actor, price.read(settings.defaultRegion()));
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
    @AnswersWith(value = ListOutcome.class, once = true)
    @Operation(operationId = "publishDrafts", summary = "公布全部草稿，全部成功或全部不写入")
    Mono<ResponseEntity<byte[]>> publish(
            ServerWebExchange exchange, @Parameter(hidden = true) Actor actor) {
        return idempotency
                .once(
                        exchange,
                        actor,
                        "",
                        tx ->
                                drafts.publish(tx, actor)
                                        .map(outcome -> new Created(200, null, outcome)))
                .onErrorMap(ConstraintNames::meaning);
    }

    @Access(value = Audience.AGENCY, scope = "read")
    @GetMapping("/api/price-list/template")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(
                        mediaType = SheetWriter.XLSX,
                        schema = @Schema(type = "string", format = "binary"))
            })
    @Operation(operationId = "priceListTemplate", summary = "价目表模板，CSV 或 XLSX")
    Mono<ResponseEntity<byte[]>> template(
            @RequestParam(defaultValue = "csv") @Pattern(regexp = "csv|xlsx") String format) {
        return export.template(PriceExport.Form.of(format));
    }
}
