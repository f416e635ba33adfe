package org.mingjia.agency;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mingjia.agency.AgencyQueries.Filter;
import org.mingjia.agency.AgencyViews.AgencyLine;
import org.mingjia.agency.AgencyViews.AgencyView;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
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

/** The public directory of agencies. */
@RestController
@Tag(name = "中介机构")
class AgencyController {

    private static final String STANDINGS = "available|warned|suspended|removed|exited";

    private final Answers answers;
    private final Transactor transactor;

    AgencyController(Answers answers, Transactor transactor) {
        this.answers = answers;
        this.transactor = transactor;
    }

    @GetMapping("/api/agencies")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = AgencyLine.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "中介机构名录", description = "region 取服务该地（含上级区划与下辖区划）的机构；缺省次序与名称、入驻先后无关")
    Mono<ResponseEntity<Flux<DataBuffer>>> agencies(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Size(max = 100) String q,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{6}") String region,
            @RequestParam(required = false) @Nullable @Size(max = 100) String item,
            @RequestParam(required = false) @Nullable @Size(max = 40) String qualification,
            @RequestParam(required = false) @Nullable @Pattern(regexp = STANDINGS) String standing,
            @RequestParam(defaultValue = "neutral") @Pattern(regexp = "neutral|name|-admitted")
                    String sort,
            Paging paging) {
        return answers.list(
                exchange,
                AgencyQueries.directory(new Filter(q, region, item, qualification, standing), sort),
                paging,
                "agencies");
    }

    @GetMapping("/api/agencies/{uscc}")
    @Access(Audience.EVERYONE)
    @AnswersWith(AgencyView.class)
    @Operation(summary = "一家中介机构", description = "入驻前没有公开页面；asOf 缺省为今天")
    Mono<ResponseEntity<byte[]>> agency(
            ServerWebExchange exchange,
            @PathVariable String uscc,
            @RequestParam(required = false) @Nullable LocalDate asOf) {
        return Answers.json(
                exchange,
                transactor
                        .one(db -> AgencyQueries.page(db, code(uscc), asOf))
                        .switchIfEmpty(Mono.error(() -> notFound(uscc)))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What cannot be a code is answered without asking the database. */
    static String code(String uscc) {
        if (!uscc.matches("[0-9A-Z]{18}")) {
            throw notFound(uscc);
        }
        return uscc;
    }

    static Refused notFound(String uscc) {
        return new Refused(new NotFound("中介机构", uscc.substring(0, Math.min(40, uscc.length()))));
    }
}
