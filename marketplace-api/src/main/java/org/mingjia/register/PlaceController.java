package org.mingjia.register;

import static org.mingjia.register.PublicReading.REGION;
import static org.mingjia.register.PublicReading.code;
import static org.mingjia.register.PublicReading.dated;
import static org.mingjia.register.PublicReading.orNotFound;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Answers;
import org.mingjia.web.Listing;
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

/** Regions and departments. */
@RestController
@Tag(name = "区域与部门")
class PlaceController {

    private final Answers answers;
    private final Transactor transactor;

    PlaceController(Answers answers, Transactor transactor) {
        this.answers = answers;
        this.transactor = transactor;
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/regions")
    @AnswersWith(value = RegisterViews.RegionView.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "行政区划列表", description = "GB/T 2260 代码")
    Mono<ResponseEntity<Flux<DataBuffer>>> regions(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Pattern(regexp = REGION) String parent,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            Paging paging) {
        return answers.list(exchange, PlaceQueries.regions(asOf, parent, null), paging, "regions");
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/regions/{code}")
    @AnswersWith(RegisterViews.RegionView.class)
    @Operation(summary = "一个行政区划")
    Mono<ResponseEntity<byte[]>> region(
            ServerWebExchange exchange,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable LocalDate asOf) {
        return one(exchange, PlaceQueries.regions(asOf, null, code(code, "区划")), "区划", code, asOf);
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/departments")
    @AnswersWith(value = RegisterViews.DepartmentView.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "部门列表")
    Mono<ResponseEntity<Flux<DataBuffer>>> departments(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Pattern(regexp = REGION) String region,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            Paging paging) {
        return answers.list(
                exchange, PlaceQueries.departments(asOf, region, null), paging, "departments");
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/departments/{code}")
    @AnswersWith(RegisterViews.DepartmentView.class)
    @Operation(summary = "一个部门")
    Mono<ResponseEntity<byte[]>> department(
            ServerWebExchange exchange,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable LocalDate asOf) {
        return one(
                exchange, PlaceQueries.departments(asOf, null, code(code, "部门")), "部门", code, asOf);
    }

    private Mono<ResponseEntity<byte[]>> one(
            ServerWebExchange exchange,
            Listing single,
            String what,
            String code,
            @Nullable LocalDate asOf) {
        var query = DSL.select(single.columns()).from(single.from()).where(single.where());
        return Answers.json(
                exchange,
                orNotFound(
                        transactor.one(db -> Versions.json(db, query)), dated(what, asOf), code));
    }
}
