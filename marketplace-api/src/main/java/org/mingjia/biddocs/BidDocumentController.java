package org.mingjia.biddocs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Download;
import org.mingjia.web.Idempotency;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.Part;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Documents of sealed bids: in before the deadline, out after the opening. */
@RestController
@Tag(name = "密封报价")
class BidDocumentController {

    private final Reception reception;
    private final OpenedDocuments opened;

    BidDocumentController(Reception reception, OpenedDocuments opened) {
        this.reception = reception;
        this.opened = opened;
    }

    /** The form of an upload, for its description. */
    record DocumentForm(@Schema(type = "string", format = "binary") String file) {}

    @PostMapping(
            value = "/api/notices/{number}/lots/{lot}/bid-documents",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Access(value = Audience.AGENCY, scope = "bids:write")
    @AnswersWith(value = DocumentHandle.class, status = 201, once = true)
    @Operation(
            operationId = "sealBidDocument",
            summary = "上传一份报价附件",
            description =
                    "PDF、PNG、JPEG、DOCX、XLSX，以文件内容判别，不超过 20 MiB。收到即用一次性密钥加密，密钥（key）只在本次答复中给出、"
                            + "不留存：报价时把答复原样填入 documents，随报价密封，开标之前任何人读不到附件及其名称，没有随报价列出的永远打不开。"
                            + "同一 Idempotency-Key 再次上传时，因密钥不能再次给出，以 409 document-key-said-once 拒绝，请换一个重新上传。"
                            + "同一公告至多上传 40 次；以数据库时钟判断是否截止")
    Mono<ResponseEntity<DocumentHandle>> upload(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @PathVariable int lot,
            @RequestBody
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = DocumentForm.class)))
                    Flux<Part> parts) {
        return reception
                .receive(exchange, actor, number, lot, parts, Idempotency.key(exchange))
                .map(handle ->
                        ResponseEntity.created(URI.create("/api/bid-documents/" + handle.id()))
                                .cacheControl(CacheControl.noStore())
                                .body(handle));
    }

    @GetMapping("/api/bid-documents/{id}")
    @Access(value = Audience.SIGNED_IN, scope = "read")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.ALL_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "206",
            content =
                    @Content(
                            mediaType = MediaType.ALL_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @Operation(
            operationId = "bidDocument",
            summary = "下载一份已开标报价的附件",
            description = "限报价机构、采购单位、运行机构与采购所在地的监管部门；开标之前对任何人都不存在。可只取一个字节区间（Range）")
    Mono<ResponseEntity<Flux<DataBuffer>>> download(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID id) {
        return opened.readable(actor, id)
                .map(document -> {
                    var handle = document.handle();
                    return Download.file(
                            exchange,
                            handle.name(),
                            handle.mediaType(),
                            handle.sha256(),
                            handle.size(),
                            opened.bytes(document));
                });
    }
}
