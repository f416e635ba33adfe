package org.mingjia.quotes;

import static org.mingjia.register.PublicReading.code;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refused;
import org.mingjia.web.Access;
import org.mingjia.web.Answers;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What rules say of a project: quotes, and the curve of price over the base. */
@RestController
class QuoteController {

    private static final TypeReference<Map<String, @Nullable String>> TEXTS =
            new TypeReference<>() {};

    private final Quoting quoting;
    private final JsonMapper json;

    QuoteController(Quoting quoting, JsonMapper json) {
        this.quoting = quoting;
        this.json = json;
    }

    @Access(Access.Audience.EVERYONE)
    @PostMapping("/api/items/{code}/quotes")
    @AnswersWith(Quoting.ItemQuotes.class)
    @Tag(name = "中介服务事项")
    @Operation(
            operationId = "itemQuotes",
            summary = "按项目参数计算一个事项的全部适用收费标准",
            description = "不写入任何数据，可安全重试")
    Mono<Quoting.ItemQuotes> ofItem(@PathVariable String code, @RequestBody QuoteRequest request) {
        return quoting.ofItem(code(code, "中介服务事项"), request);
    }

    @Access(Access.Audience.EVERYONE)
    @PostMapping("/api/price-rules/{ruleId}/quotes")
    @AnswersWith(QuoteView.class)
    @Tag(name = "收费规则")
    @Operation(operationId = "ruleQuotes", summary = "按一条规则计算", description = "不写入任何数据，可安全重试")
    Mono<QuoteView> ofRule(@PathVariable String ruleId, @RequestBody QuoteRequest request) {
        return quoting.ofRule(code(ruleId, "收费规则"), request);
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/price-rules/{ruleId}/curve")
    @AnswersWith(Quoting.Curve.class)
    @Tag(name = "收费规则")
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
