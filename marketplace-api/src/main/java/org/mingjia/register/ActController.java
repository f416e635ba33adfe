package org.mingjia.register;

import static org.mingjia.register.PublicReading.KINDS;
import static org.mingjia.register.PublicReading.REGION;
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
import org.mingjia.register.RegisterQueries.ActFilter;
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

/** Administrative acts, and what each may demand. */
@RestController
@Tag(name = "行政事项")
class ActController {

    private final Answers answers;
    private final Transactor transactor;

    ActController(Answers answers, Transactor transactor) {
        this.answers = answers;
        this.transactor = transactor;
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/acts")
    @AnswersWith(value = RegisterViews.ActView.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "行政事项列表")
    Mono<ResponseEntity<Flux<DataBuffer>>> acts(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable List<@Pattern(regexp = KINDS) String> kind,
            @RequestParam(required = false) @Nullable List<@Size(max = 40) String> department,
            @RequestParam(required = false) @Nullable Boolean hasIntermediary,
            @RequestParam(required = false) @Nullable @Pattern(regexp = REGION) String region,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            Paging paging) {
        return answers.list(
                exchange,
                RegisterQueries.acts(
                        new ActFilter(asOf, kind, department, hasIntermediary, region)),
                paging,
                "acts");
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/acts/{code}")
    @AnswersWith(RegisterViews.ActDetailView.class)
    @Operation(summary = "一个行政事项及其所需中介服务")
    Mono<ResponseEntity<byte[]>> act(
            ServerWebExchange exchange,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable LocalDate asOf) {
        var query = RegisterQueries.act(code(code, "行政事项"), Versions.day(asOf));
        return Answers.json(
                exchange,
                orNotFound(
                        transactor.one(db -> Versions.json(db, query)), dated("行政事项", asOf), code));
    }
}
