package org.mingjia.contractpdf;

import static org.jooq.impl.DSL.val;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.mingjia.contract.ContractAccess;
import org.mingjia.contract.ContractText;
import org.mingjia.contractpdf.ContractPdf.Around;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The printed contract, for those who may read it. */
@RestController
@Tag(name = "合同")
class ContractPdfController {

    private static final String PRINT =
            """
            select d.text, c.status, d.document_no, d.hash,
                   array(select case f.side when 'owner' then '委托方 ' || o.name else '受托方 ' || w.name end || '　于 '
                              || to_char(f.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS') || ' 确认'
                           from contract_confirmation f
                          where f.contract_id = c.id and f.document_no = d.document_no order by f.at),
                   array(select '补充协议 ' || s.supplement_no || '：金额 ' || to_char(s.amount_after_fen / 100.0, 'FM999,999,999,990.00')
                              || ' 元，交付日 ' || s.deliver_after || '。' || s.ground
                           from contract_supplement s where s.contract_id = c.id and s.is_signed order by s.supplement_no)
              from contract c
              join contract_document d on d.contract_id = c.id and d.document_no = c.document_no
              join organisation o on o.id = c.owner_id
              join organisation w on w.id = c.agency_id
             where c.number = {0} and {1}
            """;

    private final Transactor transactor;

    ContractPdfController(Transactor transactor) {
        this.transactor = transactor;
    }

    @GetMapping("/api/contracts/{number}/document.pdf")
    @Access(
            value = {Audience.ENTERPRISE, Audience.AGENCY, Audience.OPERATOR, Audience.REGULATOR},
            scope = "read")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PDF_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @Operation(
            operationId = "contractPdf",
            summary = "合同（PDF）",
            description = "最后一稿的文本、双方确认与大写金额；二维码指向公开的合同登记")
    Mono<ResponseEntity<byte[]>> print(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number) {
        URI record =
                exchange.getRequest()
                        .getURI()
                        .resolve("/contracts/" + number.replaceAll("[^A-Z0-9-]", ""));
        return transactor
                .one((DSLContext db) ->
                        Mono.from(
                                db.resultQuery(
                                        PRINT,
                                        val(number.replace("\0", "")),
                                        ContractAccess.readable(actor))))
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("合同", number))))
                .publishOn(Schedulers.boundedElastic())
                .map(row -> print(row, record))
                .map(pdf ->
                        ResponseEntity.ok()
                                .contentType(MediaType.APPLICATION_PDF)
                                .cacheControl(CacheControl.noStore())
                                .headers(Answers.attachment(number + ".pdf"))
                                .body(pdf));
    }

    private static byte[] print(Record row, URI record) {
        return ContractPdf.of(
                ContractText.read(row.get(0, String.class)),
                new Around(
                        row.get(1, String.class),
                        row.get(2, Integer.class),
                        row.get(3, String.class),
                        List.of(row.get(4, String[].class)),
                        List.of(row.get(5, String[].class)),
                        record.toString()));
    }
}
