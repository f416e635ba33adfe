package org.mingjia.pricing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.platform.ConstraintNames;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.pricing.PriceQueries.Filter;
import org.mingjia.pricing.PriceRequest.Wanted;
import org.mingjia.pricing.PriceViews.CheckView;
import org.mingjia.pricing.PriceViews.EndRequest;
import org.mingjia.pricing.PriceViews.PriceEntryView;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
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

/** Prices that bind: read by everybody, published by the agency that charges them. */
@RestController
@Tag(name = "明码标价")
class PriceController {

    static final String STATES = "in_force|upcoming|ended|withdrawn";

    private final Answers answers;
    private final Transactor transactor;
    private final Publishing publishing;
    private final PriceCheck checking;
    private final Idempotency idempotency;
    private final String defaultRegion;

    PriceController(
            Answers answers,
            Transactor transactor,
            Publishing publishing,
            PriceCheck checking,
            Idempotency idempotency,
            MingjiaSettings settings) {
        this.answers = answers;
        this.transactor = transactor;
        this.publishing = publishing;
        this.checking = checking;
        this.idempotency = idempotency;
        this.defaultRegion = settings.defaultRegion();
    }

    @Access(Audience.EVERYONE)
    @GetMapping("/api/agencies/{uscc}/prices")
    @AnswersWith(value = PriceEntryView.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "一家机构公布的价格")
    Mono<ResponseEntity<Flux<DataBuffer>>> prices(
            ServerWebExchange exchange,
            @PathVariable String uscc,
            @RequestParam(required = false) @Nullable @Size(max = 40) String item,
            @RequestParam(required = false) @Nullable @Size(max = 6) String region,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable @Pattern(regexp = STATES) String state,
            Paging paging) {
        return answers.list(
                exchange,
                PriceQueries.ofAgency(code(uscc), new Filter(item, region, asOf, state)),
                paging,
                "prices");
    }

    @Access(Audience.EVERYONE)
    @GetMapping("/api/agencies/{uscc}/prices/{itemCode}/history")
    @AnswersWith(PriceViews.PriceHistoryView.class)
    @Operation(operationId = "priceHistory", summary = "一家机构一个事项的历次价格")
    Mono<ResponseEntity<byte[]>> history(
            ServerWebExchange exchange,
            @PathVariable String uscc,
            @PathVariable String itemCode,
            @RequestParam(required = false) @Nullable @Size(max = 6) String region) {
        if (!itemCode.matches("[A-Z0-9-]{1,40}")) {
            return Mono.error(new Refused(new NotFound("事项", itemCode)));
        }
        return Answers.json(
                exchange,
                transactor
                        .one(db -> PriceQueries.history(db, code(uscc), itemCode, region))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    @Access(Audience.EVERYONE)
    @GetMapping("/api/price-entries/{id}")
    @AnswersWith(PriceEntryView.class)
    @Operation(operationId = "priceEntry", summary = "一条公布的价格，地址长期有效")
    Mono<ResponseEntity<byte[]>> entry(ServerWebExchange exchange, @PathVariable UUID id) {
        return Answers.json(exchange, shown(id));
    }

    private Mono<byte[]> shown(UUID id) {
        return transactor
                .one(db -> PriceQueries.one(db, id))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("价格", id.toString()))))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Access(value = Audience.AGENCY, scope = "prices:write")
    @PostMapping("/api/price-entries")
    @AnswersWith(
            value = PriceEntryView.class,
            status = {200, 201},
            once = true)
    @Operation(
            operationId = "publishPrice",
            summary = "公布价格",
            description = "替换同一事项、同一区域的现行价格；与现行价格相同的不产生变化，可安全重试")
    Mono<ResponseEntity<byte[]>> publish(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestBody PriceRequest request) {
        Wanted wanted = request.read(defaultRegion);
        return idempotency
                .once(
                        exchange,
                        actor,
                        request,
                        tx ->
                                Publishing.begin(tx, actor)
                                        .then(publishing.publish(tx, actor, wanted))
                                        .flatMap(done ->
                                                PriceQueries.one(tx, done.id())
                                                        .map(text -> answer(done, text))))
                .onErrorMap(ConstraintNames::meaning);
    }

    private static Created answer(Publishing.Published done, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return done.unchanged()
                ? new Created(200, null, body)
                : Created.at("/api/price-entries/" + done.id(), body);
    }

    @Access(value = Audience.AGENCY, scope = "prices:write")
    @PostMapping("/api/price-entry-checks")
    @AnswersWith(CheckView.class)
    @Operation(
            operationId = "checkPrice",
            summary = "公布前核对：法定区间、参考价、最早生效日和算例",
            description = "不写入任何数据")
    Mono<CheckView> check(
            @Parameter(hidden = true) Actor actor, @RequestBody PriceCheck.Asked asked) {
        return checking.check(actor, asked);
    }

    @Access(value = Audience.AGENCY, scope = "prices:write")
    @PostMapping("/api/price-entries/{id}/withdrawals")
    @AnswersWith(PriceEntryView.class)
    @Operation(operationId = "withdrawPrice", summary = "撤回尚未生效的价格")
    Mono<ResponseEntity<byte[]>> withdraw(
            @Parameter(hidden = true) Actor actor, @PathVariable UUID id) {
        return changed(id, transactor.inTransaction(tx -> Publishing.withdraw(tx, actor, id)));
    }

    @Access(value = Audience.AGENCY, scope = "prices:write")
    @PostMapping("/api/price-entries/{id}/ends")
    @AnswersWith(PriceEntryView.class)
    @Operation(operationId = "endPrice", summary = "终止价格；on 为不再适用的第一天，最早为明天")
    Mono<ResponseEntity<byte[]>> end(
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id,
            @RequestBody EndRequest request) {
        LocalDate on = day(request.on());
        return changed(id, transactor.inTransaction(tx -> Publishing.end(tx, actor, id, on)));
    }

    private Mono<ResponseEntity<byte[]>> changed(UUID id, Mono<Void> change) {
        return change.onErrorMap(ConstraintNames::meaning)
                .then(shown(id))
                .map(body ->
                        ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body));
    }

    private static LocalDate day(@Nullable String text) {
        try {
            LocalDate day = LocalDate.parse(text == null ? "" : text);
            if (day.getYear() >= 1949 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // told below, together with days far off
        }
        throw new Refused(new ContentRefused("#/on", "date", "应为 YYYY-MM-DD"));
    }

    /** What cannot be a code is answered without asking the database. */
    private static String code(String uscc) {
        if (!uscc.matches("[0-9A-Z]{18}")) {
            throw new Refused(new NotFound("中介机构", uscc.substring(0, Math.min(40, uscc.length()))));
        }
        return uscc;
    }
}
