package org.mingjia.files;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.platform.Actor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Download;
import org.springframework.core.io.buffer.DataBuffer;
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

/** Files on their way in and out. */
@RestController
@Tag(name = "附件")
class FileController {

    private final StoredFiles files;

    FileController(StoredFiles files) {
        this.files = files;
    }

    /** The form of an upload, for its description. */
    record FileForm(@Schema(type = "string", format = "binary") String file) {}

    @PostMapping(value = "/api/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Access(value = Audience.SIGNED_IN, scope = "files:write")
    @AnswersWith(value = StoredFiles.Stored.class, status = 201, once = true)
    @Operation(
            summary = "上传一个附件",
            description = "PDF、PNG、JPEG、DOCX、XLSX，以文件内容判别，不超过 20 MiB；公布前只有本单位、运行机构与其所在地、服务地的监管部门可读")
    Mono<ResponseEntity<byte[]>> upload(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @RequestBody
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = FileForm.class)))
                    Flux<Part> parts) {
        return files.take(exchange, actor, parts);
    }

    @GetMapping("/api/files/{id}")
    @Access(Audience.EVERYONE)
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
            summary = "下载一个附件",
            description = "已随入驻公布的对所有人开放，其余限本单位、运行机构与其所在地、服务地的监管部门；可只取一个字节区间（Range）")
    Mono<ResponseEntity<Flux<DataBuffer>>> download(
            ServerWebExchange exchange,
            @Parameter(hidden = true) @Nullable Actor actor,
            @PathVariable UUID id) {
        return files.readable(actor, id)
                .map(file ->
                        Download.file(
                                exchange,
                                file.name(),
                                file.mediaType(),
                                file.sha256(),
                                file.size(),
                                files.bytes(file)));
    }
}
