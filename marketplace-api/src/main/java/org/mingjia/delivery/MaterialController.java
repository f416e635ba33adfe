package org.mingjia.delivery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.delivery.DeliveryForms.MaterialsForm;
import org.mingjia.delivery.DeliveryForms.MaterialsStep;
import org.mingjia.delivery.DeliveryViews.MaterialList;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.register.PublicReading;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The material list of an item. */
@RestController
@Tag(name = "成果")
class MaterialController {

    private final Transactor transactor;
    private final Idempotency idempotency;

    MaterialController(Transactor transactor, Idempotency idempotency) {
        this.transactor = transactor;
        this.idempotency = idempotency;
    }

    @GetMapping("/api/items/{code}/materials")
    @Access(Audience.EVERYONE)
    @AnswersWith(MaterialList.class)
    @Operation(
            operationId = "itemMaterials",
            summary = "事项的成果材料清单",
            description = "运行机构未另行规定的，为清单所列的服务成果")
    Mono<ResponseEntity<byte[]>> list(ServerWebExchange exchange, @PathVariable String code) {
        String item = PublicReading.code(code, "中介服务事项");
        return Answers.json(exchange, transactor.one(db -> DeliveryReading.materials(db, item)));
    }

    @PostMapping("/api/items/{code}/materials")
    @Access(Audience.OPERATOR)
    @AnswersWith(value = MaterialsStep.class, status = 201, once = true)
    @Operation(
            operationId = "listMaterials",
            summary = "规定事项的成果材料清单",
            description = "成为新的一版，适用于此后签订的合同；从前的各版保留")
    Mono<ResponseEntity<byte[]>> list(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String code,
            @RequestBody MaterialsForm form) {
        String item = PublicReading.code(code, "中介服务事项");
        return idempotency.once(
                exchange,
                actor,
                form,
                tx -> Materials.list(tx, actor, item, form),
                _ -> "/api/items/" + item + "/materials");
    }
}
