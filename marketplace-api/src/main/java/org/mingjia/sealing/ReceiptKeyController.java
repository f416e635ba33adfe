package org.mingjia.sealing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Base64;
import java.util.HexFormat;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The key with which anyone checks a receipt, at home and without asking us. */
@RestController
@Tag(name = "密封报价")
class ReceiptKeyController {

    private final byte[] answer;

    ReceiptKeyController(Receipts receipts, JsonMapper json) {
        byte[] key = receipts.publicKey();
        this.answer =
                json.writeValueAsBytes(
                        new ReceiptKey(
                                "Ed25519",
                                HexFormat.of().formatHex(key),
                                receipts.fingerprint(),
                                new Jwk(
                                        "OKP",
                                        "Ed25519",
                                        Base64.getUrlEncoder().withoutPadding().encodeToString(key),
                                        receipts.fingerprint(),
                                        "sig")));
    }

    /**
     * The public half.
     *
     * @param publicKey 32 bytes, hexadecimal
     * @param fingerprint SHA-256 of these bytes, hexadecimal
     * @param jwk the same as RFC 8037 writes it
     */
    record ReceiptKey(String algorithm, String publicKey, String fingerprint, Jwk jwk) {}

    /** A JSON Web Key. */
    record Jwk(String kty, String crv, String x, String kid, String use) {}

    @GetMapping("/api/receipt-key")
    @Access(Audience.EVERYONE)
    @AnswersWith(ReceiptKey.class)
    @Operation(
            operationId = "receiptKey",
            summary = "验证回执所用的公钥",
            description = "回执是对 statement 原文（UTF-8）的 Ed25519 签名，任何人可以离线验证")
    Mono<ResponseEntity<byte[]>> key(ServerWebExchange exchange) {
        return Answers.json(exchange, Mono.just(answer));
    }
}
