package org.mingjia.register;

import static org.mingjia.register.PublicReading.METHODS;
import static org.mingjia.register.PublicReading.REGION;
import static org.mingjia.register.PublicReading.STATUSES;
import static org.mingjia.register.PublicReading.code;
import static org.mingjia.register.PublicReading.dated;
import static org.mingjia.register.PublicReading.orNotFound;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.register.RuleQueries.RuleFilter;
import org.mingjia.web.Access;
import org.mingjia.web.Answers;
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
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Price rules: documents, tiers, quotes, and the curve of price over the base. */
@RestController
@Tag(name = "收费规则")
class PriceRuleController {

    private static final TypeReference<Map<String, @Nullable String>> TEXTS =
            new TypeReference<>() {};

    private final Answers answers;
    private final Transactor transactor;
    private final Quoting quoting;
    private final JsonMapper json;

    PriceRuleController(Answers answers, Transactor transactor, Quoting quoting, JsonMapper json) {
        this.answers = answers;
        this.transactor = transactor;
        this.quoting = quoting;
        this.json = json;
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/price-rules")
    @AnswersWith(value = RuleView.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "收费规则列表")
    Mono<ResponseEntity<Flux<DataBuffer>>> rules(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Size(max = 40) String item,
            @RequestParam(required = false)
                    @Nullable List<@Pattern(regexp = STATUSES) String> status,
            @RequestParam(required = false) @Nullable @Pattern(regexp = REGION) String region,
            @RequestParam(required = false)
                    @Nullable List<@Pattern(regexp = METHODS) String> method,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            Paging paging) {
        return answers.list(
                exchange,
                RuleQueries.list(new RuleFilter(asOf, item, status, region, method)),
                paging,
                "price-rules");
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/price-rules/{ruleId}")
    @AnswersWith(RuleView.class)
    @Operation(summary = "一条收费规则")
    Mono<ResponseEntity<byte[]>> rule(
            ServerWebExchange exchange,
            @PathVariable String ruleId,
            @RequestParam(required = false) @Nullable LocalDate asOf) {
        var query = RuleQueries.one(code(ruleId, "收费规则"), Versions.day(asOf));
        return Answers.json(
                exchange,
                orNotFound(
                        transactor.one(db -> Versions.json(db, query)),
                        dated("收费规则", asOf),
                        ruleId));
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/price-rules/{ruleId}/history")
    @AnswersWith(value = RuleView.class, form = AnswersWith.Form.HISTORY)
    @Operation(operationId = "ruleHistory", summary = "规则的历次版本")
    Mono<ResponseEntity<byte[]>> history(ServerWebExchange exchange, @PathVariable String ruleId) {
        String known = code(ruleId, "收费规则");
        return Answers.json(
                exchange,
                orNotFound(
                        transactor.one(db ->
                                Versions.history(
                                        db,
                                        RuleQueries.starts(known),
                                        RuleQueries.one(known, Versions.AT))),
                        "收费规则",
                        known));
    }

    @Access(Access.Audience.EVERYONE)
    @PostMapping("/api/price-rules/{ruleId}/quotes")
    @AnswersWith(QuoteView.class)
    @Operation(operationId = "ruleQuotes", summary = "按一条规则计算", description = "不写入任何数据，可安全重试")
    Mono<QuoteView> quotes(@PathVariable String ruleId, @RequestBody QuoteRequest request) {
        return quoting.ofRule(code(ruleId, "收费规则"), request);
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/price-rules/{ruleId}/curve")
    @AnswersWith(Quoting.Curve.class)
    @Operation(summary = "收费随计费基数变化的曲线")
    Mono<ResponseEntity<byte[]>> curve(
            ServerWebExchange exchange,
            @PathVariable String ruleId,
            @RequestParam(required = false) @Nullable @Size(max = 60) String from,
            @RequestParam @Size(max = 60) String to,
            @RequestParam(defaultValue = "60") @Min(2) @Max(200) int points,
            @RequestParam(required = false) @Nullable @Size(max = 200) String selector,
            @RequestParam(required = false) @Nullable @Size(max = 2000) String factors,
            @RequestParam(required = false) @Nullable @Size(max = 2000) String counts) {
        var ends = List.of(number(from == null ? "0" : from), number(to));
        var fixed =
                new QuoteRequest(
                                null,
                                null,
                                selector,
                                map("factors", factors),
                                map("counts", counts),
                                null,
                                null,
                                null)
                        .parameters(null);
        return Answers.json(
                exchange,
                quoting.curve(code(ruleId, "收费规则"), fixed, ends.getFirst(), ends.getLast(), points)
                        .map(json::writeValueAsBytes));
    }

    private static BigDecimal number(String text) {
        BigDecimal number =
                new QuoteRequest(text, null, null, null, null, null, null, null)
                        .parameters(null)
                        .base();
        return number == null ? BigDecimal.ZERO : number;
    }

    private @Nullable Map<String, @Nullable String> map(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return json.readValue(text, TEXTS);
        } catch (JacksonException notAnObject) {
            throw malformed(parameter);
        }
    }

    private static Refused malformed(String parameter) {
        return new Refused(
                new MalformedParameter(
                        parameter,
                        "malformed",
                        "参数 " + parameter + " 不能解读",
                        "应为 JSON 对象",
                        List.of()));
    }
}
