package org.mingjia.agency;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.platform.ReasonForm;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Idempotency;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sanctions and exits. */
@RestController
@Tag(name = "惩戒与退出")
class SanctionController {

    private final Sanctions sanctions;
    private final Exits exits;
    private final Idempotency idempotency;

    SanctionController(Sanctions sanctions, Exits exits, Idempotency idempotency) {
        this.sanctions = sanctions;
        this.exits = exits;
        this.idempotency = idempotency;
    }

    @PostMapping("/api/agencies/{uscc}/sanctions")
    @Access(Audience.OPERATOR)
    @Operation(
            summary = "执行其他机关的惩戒决定",
            description =
                    "登记有权机关已经生效的决定，须有文号；本市场自己的处置经告知、陈述申辩、决定，见 /api/measures。"
                            + "warning 警告，不影响展示；suspension 暂停，须有期限；removal 清退，自今天起。from、to 均含当日")
    @AnswersWith(value = Sanctions.SanctionDecision.class, status = 201, once = true)
    Mono<ResponseEntity<byte[]>> impose(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String uscc,
            @RequestBody Sanctions.SanctionOrder sanction) {
        return idempotency.once(
                exchange,
                actor,
                sanction,
                tx -> Sanctions.carryOut(tx, actor, uscc, sanction),
                _ -> "/api/agencies/" + uscc);
    }

    @PostMapping("/api/agencies/{uscc}/sanctions/{id}/lifts")
    @Access(Audience.OPERATOR)
    @Operation(summary = "解除惩戒", description = "自今天起不再有效，须说明理由；以往各日不受影响。由处置程序决定的，只能经信用修复解除")
    Mono<Sanctions.SanctionDecision> lift(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String uscc,
            @PathVariable UUID id,
            @RequestBody ReasonForm reason) {
        return sanctions.lift(actor, uscc, id, reason.reason());
    }

    @PostMapping("/api/agencies/{uscc}/exits")
    @Access(
            value = {Audience.AGENCY, Audience.OPERATOR},
            scope = "agency:write")
    @Operation(summary = "退出市场", description = "机构自行退出，或运行机构查明其已不存续；自今天起")
    Mono<Exits.ExitView> exit(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String uscc,
            @RequestBody ReasonForm reason) {
        return exits.exit(actor, uscc, reason.reason());
    }
}
