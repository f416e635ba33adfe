package org.mingjia.admission;

import static org.mingjia.db.Tables.QUALIFICATION_KIND;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.admission.AdmissionViews.ApplicationView;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.catalog.QualificationKind;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** An agency's own application. */
@RestController
@Tag(name = "机构入驻申请")
class ApplicationController {

    private static final String KINDS =
            """
            select json_build_object('items', json_agg(json_build_object('code', code, 'name', name,
                       'levels', levels, 'namedAs', named_as) order by code))::text
              from {0}
            """;

    private final Applying applying;
    private final Transactor transactor;

    ApplicationController(Applying applying, Transactor transactor) {
        this.applying = applying;
        this.transactor = transactor;
    }

    /** All kinds of papers. */
    record QualificationKindList(List<QualificationKind> items) {}

    @GetMapping("/api/qualification-kinds")
    @Access(Audience.EVERYONE)
    @AnswersWith(QualificationKindList.class)
    @Operation(summary = "资质种类", description = "等级由高到低；namedAs 为事项资质要求中指称该种类的词")
    Mono<ResponseEntity<byte[]>> kinds(ServerWebExchange exchange) {
        return Answers.json(
                exchange,
                transactor
                        .one(db -> Mono.from(db.resultQuery(KINDS, QUALIFICATION_KIND)))
                        .map(row ->
                                row.get(0, String.class)
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @GetMapping("/api/agency-application")
    @Access(value = Audience.AGENCY, scope = "agency:write")
    @AnswersWith(ApplicationView.class)
    @Operation(summary = "本单位的入驻申请", description = "附各部分是否完整；ETag 为版本")
    Mono<ResponseEntity<ApplicationView>> read(@Parameter(hidden = true) Actor actor) {
        return applying.read(actor).map(ApplicationController::tagged);
    }

    @PutMapping("/api/agency-application")
    @Access(value = Audience.AGENCY, scope = "agency:write")
    @AnswersWith(ApplicationView.class)
    @Operation(summary = "保存入驻申请", description = "可以不完整；须以 If-Match 说明所依据的版本。已公布的内容在变更获准前不变")
    Mono<ResponseEntity<ApplicationView>> save(
            @Parameter(hidden = true) Actor actor,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody AgencyApplication application) {
        return applying.save(actor, Answers.editedVersion(version), application)
                .map(ApplicationController::tagged);
    }

    @PostMapping("/api/agency-application/submissions")
    @Access(value = Audience.AGENCY, scope = "agency:write")
    @AnswersWith(ApplicationView.class)
    @Operation(summary = "提交入驻申请", description = "运行机构须在两个工作日内决定；已在审核中的重复提交没有作用")
    Mono<ResponseEntity<ApplicationView>> submit(@Parameter(hidden = true) Actor actor) {
        return applying.submit(actor).map(ApplicationController::tagged);
    }

    private static ResponseEntity<ApplicationView> tagged(ApplicationView view) {
        return ResponseEntity.ok().eTag('"' + "" + view.version() + '"').body(view);
    }
}
