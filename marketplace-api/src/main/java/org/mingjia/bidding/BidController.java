package org.mingjia.bidding;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.bidding.MyBids.MyBidsPage;
import org.mingjia.platform.Actor;
import org.mingjia.sealing.Receipts.Receipt;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Idempotency;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Bids, from their bidder's side alone: before opening there is no other. */
@RestController
@Tag(name = "密封报价")
class BidController {

    private final Bidding bidding;
    private final MyBids mine;

    BidController(Bidding bidding, MyBids mine) {
        this.bidding = bidding;
        this.mine = mine;
    }

    @GetMapping("/api/notices/{number}/lots/{lot}/bid-terms")
    @Access(value = Audience.AGENCY, scope = "read")
    @AnswersWith(BidTerms.class)
    @Operation(
            operationId = "bidTerms",
            summary = "报价前须知：本机构的最高限价及其算法、参与条件、开标公钥、截止时间",
            description = "最高限价为本机构公布的价格（公告发布时有效的版本）、法定上限、预算控制价三者中最低者")
    Mono<BidTerms> terms(
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @PathVariable int lot) {
        return bidding.terms(actor, number, lot);
    }

    @PostMapping("/api/notices/{number}/lots/{lot}/bids")
    @Access(value = Audience.AGENCY, scope = "bids:write")
    @AnswersWith(value = Receipt.class, status = 201, once = true)
    @Operation(
            operationId = "submitBid",
            summary = "密封报价",
            description =
                    "截止前再次提交即替换；以数据库时钟判断是否截止。回执有签名，见 /api/receipt-key。"
                            + "documents 原样填写上传附件时得到的内容，至多 10 份，随报价一起密封；再次提交时须重新列出")
    Mono<ResponseEntity<Receipt>> submit(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @PathVariable int lot,
            @RequestBody BidRequest bid) {
        return bidding.submit(actor, number, lot, bid, Idempotency.key(exchange))
                .map(BidController::created);
    }

    @PostMapping("/api/notices/{number}/lots/{lot}/withdrawals")
    @Access(value = Audience.AGENCY, scope = "bids:write")
    @AnswersWith(value = Receipt.class, status = 201, once = true)
    @Operation(operationId = "withdrawBid", summary = "撤回报价", description = "截止前可以再次报价")
    Mono<ResponseEntity<Receipt>> withdraw(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Actor actor,
            @PathVariable String number,
            @PathVariable int lot) {
        return bidding.withdraw(actor, number, lot, Idempotency.key(exchange))
                .map(BidController::created);
    }

    private static ResponseEntity<Receipt> created(Receipt receipt) {
        return ResponseEntity.status(HttpStatus.CREATED).body(receipt);
    }

    @GetMapping("/api/my-bids")
    @Access(value = Audience.AGENCY, scope = "read")
    @AnswersWith(MyBidsPage.class)
    @Operation(
            operationId = "myBids",
            summary = "本机构的报价与回执",
            description = "自最近的公告起；开标之前，金额对任何人（含本机构的页面）都是密封的")
    Mono<MyBidsPage> mine(
            @Parameter(hidden = true) Actor actor,
            @RequestParam(required = false) @Nullable UUID cursor) {
        return mine.page(actor, cursor);
    }
}
