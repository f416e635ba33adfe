package org.mingjia.identity;

import static org.jooq.impl.DSL.noCondition;
import static org.mingjia.db.Tables.ORGANISATION;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.web.Access;
import org.mingjia.web.Answers;
import org.mingjia.web.Listing;
import org.mingjia.web.Paging;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The organisations that have registered, by which the operator names one when it grants a
 * capacity.
 */
@RestController
@Tag(name = "账户（运行机构）")
@SecurityRequirement(name = "session")
@SecurityRequirement(name = "operator")
class OrganisationController {

    private static final Field<String> ID = ORGANISATION.ID.cast(SQLDataType.VARCHAR);

    private final Answers answers;

    OrganisationController(Answers answers) {
        this.answers = answers;
    }

    /** An organisation in the operator's list; a natural person has no {@code uscc}. */
    record OrganisationRow(UUID id, String name, @Nullable String uscc, String kind) {}

    @GetMapping("/api/organisations")
    @Access(Access.Audience.OPERATOR)
    @AnswersWith(value = OrganisationRow.class, form = AnswersWith.Form.PAGE)
    @Operation(summary = "已注册的单位", description = "q：名称或统一社会信用代码的一部分")
    Mono<ResponseEntity<Flux<DataBuffer>>> organisations(
            ServerWebExchange exchange,
            @RequestParam(required = false) @Nullable @Size(max = 100) String q,
            @Parameter(hidden = true) Paging paging) {
        var listing =
                new Listing(
                        List.of(
                                ID.as("id"),
                                ORGANISATION.NAME.as("name"),
                                ORGANISATION.USCC.as("uscc"),
                                ORGANISATION.KIND.as("kind")),
                        ORGANISATION,
                        q == null || q.isBlank() ? noCondition() : named(q.strip()),
                        ID,
                        "id");
        return answers.list(exchange, listing, paging, "organisations");
    }

    private static Condition named(String part) {
        return ORGANISATION
                .NAME
                .containsIgnoreCase(part)
                .or(ORGANISATION.USCC.containsIgnoreCase(part));
    }
}
