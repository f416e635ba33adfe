package org.mingjia.contract;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.contract.ContractViews.PublicContract;
import org.mingjia.contract.ContractViews.RegisteredContract;
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

/** 合同登记 What everybody reads of filed contracts; nothing of it ever disappears. */
@RestController
@Tag(name = "合同")
class ContractRegisterController {

    private final Transactor transactor;
    private final Answers answers;

    ContractRegisterController(Transactor transactor, Answers answers) {
        this.transactor = transactor;
        this.answers = answers;
    }

    @GetMapping("/api/contract-register")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = RegisteredContract.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "contractRegister",
            summary = "合同登记",
            description = "已备案的合同，最新的在前；q 在标题、双方名称与编号中查找")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Size(max = 100) String q,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{6}") String region,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "S-[A-Z0-9]+-[0-9]+")
                    String item,
            @RequestParam(required = false)
                    @Nullable
                    @Pattern(regexp = "filed|delivered|accepted|terminated")
                    String status,
            Paging paging) {
        Condition which =
                condition(
                                "({0}::text is null or region_covers({0}, c.region_code))",
                                val(region, String.class))
                        .and("({0}::text is null or c.item_code = {0})", val(item, String.class))
                        .and("({0}::text is null or c.status = {0})", val(status, String.class))
                        .and(q == null || q.isBlank() ? noCondition() : named(q.strip()));
        return answers.list(exchange, ContractReading.register(which), paging, "contracts");
    }

    private static Condition named(String words) {
        return condition(
                "strpos(lower(concat_ws(' ', c.number, r.title, o.name, w.name)), lower({0})) > 0",
                val(words.replace("\0", "")));
    }

    @GetMapping("/api/contract-register/{number}")
    @Access(Audience.EVERYONE)
    @AnswersWith(PublicContract.class)
    @Operation(
            operationId = "registeredContract",
            summary = "一份登记的合同",
            description = "合同上的二维码指向这里；金额、已收费、已付款与公开的理由，长期有效")
    Mono<ResponseEntity<byte[]>> one(ServerWebExchange exchange, @PathVariable String number) {
        return Answers.json(exchange, transactor.one(db -> ContractReading.published(db, number)));
    }
}
