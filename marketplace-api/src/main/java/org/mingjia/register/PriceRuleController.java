package org.mingjia.register;

import static org.mingjia.register.PublicReading.METHODS;
import static org.mingjia.register.PublicReading.REGION;
import static org.mingjia.register.PublicReading.STATUSES;
import static org.mingjia.register.PublicReading.code;
import static org.mingjia.register.PublicReading.dated;
import static org.mingjia.register.PublicReading.orNotFound;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Transactor;
import org.mingjia.register.RuleQueries.RuleFilter;
import org.mingjia.web.Access;
import org.mingjia.web.Answers;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Price rules: documents and tiers. */
@RestController
@Tag(name = "收费规则")
class PriceRuleController {

    private final Answers answers;
    private final Transactor transactor;

    PriceRuleController(Answers answers, Transactor transactor) {
        this.answers = answers;
        this.transactor = transactor;
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
}
