package org.mingjia.leads;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.leads.LeadViews.LeadAnswerForm;
import org.mingjia.leads.LeadViews.LeadForm;
import org.mingjia.leads.LeadViews.LeadReceived;
import org.mingjia.leads.LeadViews.LeadStep;
import org.mingjia.leads.LeadViews.LeadView;
import org.mingjia.platform.Actor;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
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
import tools.jackson.databind.json.JsonMapper;

/** Leads: open to everyone, bounded for each address and for all. */
@RestController
@Tag(name = "投诉")
class LeadController {

    /** No account's name has a colon. */
    private static final String ANYONE = ":anyone ";

    private final LeadGate gate;
    private final Idempotency idempotency;
    private final Answers answers;
    private final JsonMapper json;
    private final String region;

    LeadController(
            LeadGate gate,
            Idempotency idempotency,
            Answers answers,
            JsonMapper json,
            MingjiaSettings settings) {
        this.gate = gate;
        this.idempotency = idempotency;
        this.answers = answers;
        this.json = json;
        this.region = settings.defaultRegion();
    }

    @PostMapping("/api/leads")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = LeadReceived.class, status = 201, once = true)
    @Operation(
            operationId = "sendLead",
            summary = "提供线索",
            description = "匿名，不必登录，不记录提交人与来源地址；queryToken 只给出一次，凭它查询办理情况。线索不是投诉，没有办理时限")
    Mono<ResponseEntity<byte[]>> send(ServerWebExchange exchange, @RequestBody LeadForm form) {
        gate.admit(exchange);
        String asker = ANYONE + Idempotency.hash(json.writeValueAsString(form));
        return idempotency.once(
                exchange,
                asker,
                form,
                tx ->
                        Leads.receive(tx, form, region)
                                .map(received ->
                                        Created.secretly(
                                                "/api/complaint-status/" + received.number(),
                                                received,
                                                new LeadReceived(
                                                        received.number(),
                                                        received.status(),
                                                        null))));
    }

    @GetMapping("/api/leads")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = LeadView.class, form = AnswersWith.Form.PAGE)
    @Operation(
            operationId = "leads",
            summary = "线索",
            description = "最新的在前；监管部门见分办给它的，运行机构见公职人员线索以外的")
    Mono<ResponseEntity<Flux<DataBuffer>>> list(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = Leads.STATUSES)
                    String status,
            Paging paging) {
        return answers.list(exchange, Leads.list(actor, status), paging, "leads");
    }

    @PostMapping("/api/leads/{number}/reads")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = LeadStep.class, status = 201, once = true)
    @Operation(operationId = "readLead", summary = "阅办线索", description = "承办单位；提供线索的人凭查询码可见")
    Mono<ResponseEntity<byte[]>> read(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number) {
        return idempotency.once(
                exchange, actor, "", tx -> Leads.read(tx, actor, number), _ -> "/api/leads");
    }

    @PostMapping("/api/leads/{number}/answers")
    @Access({Audience.OPERATOR, Audience.REGULATOR})
    @AnswersWith(value = LeadStep.class, status = 201, once = true)
    @Operation(
            operationId = "answerLead",
            summary = "答复线索",
            description = "一次；handled 已处理、turned 已转入其他程序（写明案号）、unfounded 不属实或者无法核实")
    Mono<ResponseEntity<byte[]>> answer(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @RequestBody LeadAnswerForm form) {
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Leads.answer(tx, actor, number, form),
                _ -> "/api/leads");
    }
}
