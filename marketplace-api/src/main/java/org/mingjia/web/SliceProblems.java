package org.mingjia.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.FieldError;
import org.mingjia.platform.Refusal.OfAgency;
import org.mingjia.platform.Refusal.OfAgency.FileRefused;
import org.mingjia.platform.Refusal.OfAgency.FileTooLarge;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refusal.OfAgency.RangeNotSatisfiable;
import org.mingjia.platform.Refusal.OfBid;
import org.mingjia.platform.Refusal.OfBid.BiddingClosed;
import org.mingjia.platform.Refusal.OfBid.NotEligible;
import org.mingjia.platform.Refusal.OfBid.OutOfBounds;
import org.mingjia.platform.Refusal.OfCharge;
import org.mingjia.platform.Refusal.OfCharge.AboveBound;
import org.mingjia.platform.Refusal.OfIdentity;
import org.mingjia.platform.Refusal.OfIdentity.CodeRefused;
import org.mingjia.platform.Refusal.OfIdentity.CredentialsRefused;
import org.mingjia.platform.Refusal.OfIdentity.Forbidden;
import org.mingjia.platform.Refusal.OfIdentity.SignInElsewhereFailed;
import org.mingjia.platform.Refusal.OfIdentity.Taken;
import org.mingjia.platform.Refusal.OfIdentity.TooManyAttempts;
import org.mingjia.web.Problems.Problem;
import org.springframework.http.HttpStatus;

/**
 * The problems of single slices: signing in and rights, admission and files, sealed bids, charges.
 */
final class SliceProblems {

    private SliceProblems() {}

    static Problem of(OfIdentity refusal) {
        return switch (refusal) {
            case CredentialsRefused() ->
                    new Problem(
                            HttpStatus.UNAUTHORIZED,
                            "credentials-refused",
                            "登录未成功",
                            "用户名或密码不正确，或账户暂不可登录");
            case TooManyAttempts(var retryAfter) ->
                    new Problem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-attempts",
                            "尝试过于频繁",
                            "请稍后再试",
                            Map.of("retryAfterSeconds", Math.max(1, retryAfter.toSeconds())));
            case Taken(var rule, var pointer, var detail) ->
                    new Problem(
                            HttpStatus.CONFLICT,
                            rule,
                            "已被登记",
                            detail,
                            Map.of(
                                    "rule",
                                    rule,
                                    "errors",
                                    List.of(new FieldError(pointer, rule, detail))));
            case Forbidden(var rule, var detail) ->
                    new Problem(HttpStatus.FORBIDDEN, rule, "没有权限", detail, Map.of("rule", rule));
            case CodeRefused() ->
                    new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "code-refused",
                            "重置码无效",
                            "重置码不正确、已使用或已过期，请向运行机构重新申请",
                            Map.of("rule", "code-refused"));
            case SignInElsewhereFailed(var rule, var detail) ->
                    new Problem(
                            HttpStatus.UNAUTHORIZED, rule, "统一登录未成功", detail, Map.of("rule", rule));
        };
    }

    static Problem of(OfAgency refusal) {
        return switch (refusal) {
            case NotNow(var rule, var detail) ->
                    new Problem(
                            HttpStatus.CONFLICT, rule, "当前状态不允许此操作", detail, Map.of("rule", rule));
            case FileTooLarge(var mostBytes) ->
                    new Problem(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "file-too-large",
                            "文件过大",
                            "一个附件不超过 " + mostBytes / 1_048_576 + " MiB",
                            Map.of("rule", "file-size", "bound", mostBytes));
            case RangeNotSatisfiable(var size) ->
                    new Problem(
                            HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                            "range-not-satisfiable",
                            "所求区间不存在",
                            "文件只有 " + size + " 字节",
                            Map.of("rule", "range", "bound", size));
            case FileRefused(var rule, var detail) ->
                    new Problem(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "file-refused",
                            "文件不能接受",
                            detail,
                            Map.of("rule", rule));
        };
    }

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

    static Problem of(OfCharge refusal) {
        return switch (refusal) {
            case AboveBound of ->
                    new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "charge-above-bound",
                            "收费超过上限",
                            of.detail(),
                            Map.of(
                                    "rule",
                                    of.rule(),
                                    "bound",
                                    of.bound(),
                                    "priceEntryId",
                                    of.priceEntryId(),
                                    "errors",
                                    List.of(new FieldError(of.pointer(), of.rule(), of.detail()))));
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
