package org.mingjia.register;

import static org.mingjia.register.PublicReading.MODES;
import static org.mingjia.register.PublicReading.PAYERS;
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
import org.mingjia.register.RegisterQueries.ItemFilter;
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

/** Service items: the list outside which there is no service and no fee. */
@RestController
@Tag(name = "中介服务事项")
class ItemController {

    private final Answers answers;
    private final Transactor transactor;

    ItemController(Answers answers, Transactor transactor) {
        this.answers = answers;
        this.transactor = transactor;
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/items")
    @AnswersWith(value = RegisterViews.ItemView.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "中介服务事项清单")
    Mono<ResponseEntity<Flux<DataBuffer>>> items(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable List<@Size(max = 40) String> category,
            @RequestParam(required = false)
                    @Nullable List<@Pattern(regexp = MODES) String> pricingMode,
            @RequestParam(required = false) @Nullable List<@Pattern(regexp = PAYERS) String> payer,
            @RequestParam(required = false) @Nullable @Size(max = 40) String act,
            @RequestParam(required = false) @Nullable List<@Size(max = 40) String> department,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            Paging paging) {
        return answers.list(
                exchange,
                RegisterQueries.items(
                        new ItemFilter(asOf, category, pricingMode, payer, act, department)),
                paging,
                "items");
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/items/{code}")
    @AnswersWith(RegisterViews.ItemDetailView.class)
    @Operation(summary = "一个中介服务事项：依据、付费方、收费规则")
    Mono<ResponseEntity<byte[]>> item(
            ServerWebExchange exchange,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable LocalDate asOf) {
        var query = RegisterQueries.item(code(code, "中介服务事项"), Versions.day(asOf));
        return Answers.json(
                exchange,
                orNotFound(
                        transactor.one(db -> Versions.json(db, query)),
                        dated("中介服务事项", asOf),
                        code));
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/items/{code}/history")
    @AnswersWith(value = RegisterViews.ItemView.class, form = AnswersWith.Form.HISTORY)
    @Operation(operationId = "itemHistory", summary = "事项的历次版本")
    Mono<ResponseEntity<byte[]>> history(ServerWebExchange exchange, @PathVariable String code) {
        String known = code(code, "中介服务事项");
        return Answers.json(
                exchange,
                orNotFound(
                        transactor.one(db ->
                                Versions.history(
                                        db,
                                        RegisterQueries.itemStarts(known),
                                        RegisterQueries.itemAlone(known, Versions.AT))),
                        "中介服务事项",
                        known));
    }
}
