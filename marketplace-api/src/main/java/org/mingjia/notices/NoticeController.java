package org.mingjia.notices;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.notices.NoticeQueries.Filter;
import org.mingjia.notices.NoticeViews.Clock;
import org.mingjia.notices.NoticeViews.NoticeRow;
import org.mingjia.notices.NoticeViews.NoticeView;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.register.PublicReading;
import org.mingjia.tender.TenderTerms;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Published requests, open to everybody. */
@RestController
@Tag(name = "采购公告")
class NoticeController {

    private static final String STATUSES =
            "published|closed|selecting|publicity|suspended|awarded|failed|cancelled";

    private final Transactor transactor;
    private final Answers answers;

    NoticeController(Transactor transactor, Answers answers) {
        this.transactor = transactor;
        this.answers = answers;
    }

    @GetMapping("/api/notices")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = NoticeRow.class, form = AnswersWith.Form.PAGE)
    @Operation(
            summary = "采购公告列表",
            description = "最新的在前；q：标题、项目名称、事项名称的一部分，或公告编号、业主全称；region 含其下级；closesWithinHours：即将截止")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Size(max = 100) String q,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{6}") String region,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "S-[A-Z0-9]+-[0-9]+")
                    String item,
            @RequestParam(required = false) @Nullable @Size(max = 40) String category,
            @RequestParam(required = false) @Nullable @Pattern(regexp = TenderTerms.METHODS)
                    String method,
            @RequestParam(required = false) @Nullable @Pattern(regexp = TenderTerms.FUNDS)
                    String funds,
            @RequestParam(required = false) @Nullable @Pattern(regexp = STATUSES) String status,
            @RequestParam(required = false) @Nullable @Min(1) @Max(720) Integer closesWithinHours,
            Paging paging) {
        var filter =
                new Filter(q, region, item, category, method, funds, status, closesWithinHours);
        return answers.list(exchange, NoticeQueries.list(filter), paging, "notices");
    }

    @GetMapping("/api/notices/{number}")
    @Access(Audience.EVERYONE)
    @AnswersWith(NoticeView.class)
    @Operation(summary = "一份采购公告", description = "附修改、答疑与全部经过；永久地址，公布的内容从不消失")
    Mono<ResponseEntity<byte[]>> one(ServerWebExchange exchange, @PathVariable String number) {
        String code = PublicReading.code(number, "采购公告");
        return Answers.json(
                exchange,
                transactor
                        .one(db -> NoticeQueries.one(db, code))
                        .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("采购公告", code))))
                        .map(json -> json.getBytes(StandardCharsets.UTF_8)));
    }

    @GetMapping("/api/clock")
    @Access(Audience.EVERYONE)
    @Operation(summary = "市场时钟", description = "数据库的时钟，截止时间以它为准；倒计时由此校准")
    Mono<ResponseEntity<Clock>> clock() {
        return transactor
                .one(db -> Mono.from(db.resultQuery("select clock_timestamp()")))
                .map(row ->
                        ResponseEntity.ok()
                                .cacheControl(CacheControl.noStore())
                                .body(new Clock(row.get(0, OffsetDateTime.class))));
    }
}
