package org.mingjia.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.FieldError;
import org.mingjia.platform.Refusal.OfBid;
import org.mingjia.platform.Refusal.OfBid.BiddingClosed;
import org.mingjia.platform.Refusal.OfBid.NotEligible;
import org.mingjia.platform.Refusal.OfBid.OutOfBounds;
import org.mingjia.web.Problems.Problem;
import org.springframework.http.HttpStatus;

/** The problems of sealed bids. */
final class BidProblems {

    private BidProblems() {}

    static Problem of(OfBid refusal) {
        return switch (refusal) {
            case BiddingClosed() ->
                    new Problem(
                            HttpStatus.CONFLICT,
                            "bidding-closed",
                            "不再接收报价",
                            "报价截止时间已到（以数据库时钟为准），或公告已中止、撤销",
                            Map.of("rule", "bidding-closed"));
            case NotEligible(var unmet, var detail) ->
                    new Problem(
                            HttpStatus.CONFLICT,
                            "not-eligible",
                            "不符合参与条件",
                            detail,
                            Map.of("rule", unmet.getFirst().rule(), "errors", unmet));
            case OutOfBounds of ->
                    new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "bid-out-of-bounds",
                            "报价不在允许范围内",
                            of.detail(),
                            members(of));
        };
    }

    private static Map<String, @Nullable Object> members(OutOfBounds of) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("rule", of.rule());
        if (of.bound() != null) {
            members.put("bound", of.bound());
        }
        if (of.priceEntryId() != null) {
            members.put("priceEntryId", of.priceEntryId());
        }
        if (of.ruleId() != null) {
            members.put("ruleId", of.ruleId());
        }
        members.put("errors", List.of(new FieldError(of.pointer(), of.rule(), of.detail())));
        return members;
    }
}
