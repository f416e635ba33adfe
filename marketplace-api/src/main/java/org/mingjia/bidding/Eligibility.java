package org.mingjia.bidding;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Whether one agency may take part in a lot, as {@code lot_eligibility} says it.
 *
 * @param itemProblem why it does not offer the item today; null where it does
 * @param serves whether it serves the place
 * @param priceId its price as it stood on publication; null where it had none
 * @param papersMissing papers asked for that it does not hold
 * @param peopleMissing certificates of which too few people hold one
 * @param conflicts why it has to stand back
 * @param named false where another agency is selected directly
 */
public record Eligibility(
        @Nullable String itemProblem,
        boolean serves,
        @Nullable UUID priceId,
        List<String> papersMissing,
        List<String> peopleMissing,
        List<String> conflicts,
        boolean named) {

    /**
     * One point of it.
     *
     * @param rule stable name
     * @param met whether it is met
     * @param detail in Chinese, what was found
     */
    record BidCondition(String rule, boolean met, String detail) {}

    /**
     * What an agency does not meet today, in words, each with its stable name; empty where all is
     * met.
     */
    public static Mono<List<String>> problems(
            DSLContext tx, UUID requestId, int lotNo, UUID agencyId) {
        return Lot.of(tx, requestId, lotNo, agencyId)
                .map(lot ->
                        lot.eligibility().unmet().stream()
                                .map(point -> point.detail() + "（" + point.rule() + "）")
                                .toList());
    }

    /** Point by point, met and not met. */
    List<BidCondition> points() {
        var points = new ArrayList<BidCondition>();
        points.add(
                new BidCondition(
                        itemProblem == null ? "offers-item" : itemProblem,
                        itemProblem == null,
                        itemProblem == null ? "已入驻并提供本事项" : itemDetail(itemProblem)));
        points.add(
                new BidCondition("serves-region", serves, serves ? "服务区域含项目所在地" : "服务区域不含项目所在地"));
        points.add(
                new BidCondition(
                        "published-price",
                        priceId != null,
                        priceId != null ? "公告发布时已公布本事项在该区域的价格" : "公告发布时没有公布本事项在该区域的有效价格"));
        points.add(point("papers", papersMissing, "具备要求的资质", "缺少要求的资质：" + joined(papersMissing)));
        points.add(
                point(
                        "practitioners",
                        peopleMissing,
                        "具备要求的专业技术人员",
                        "专业技术人员不足：" + joined(peopleMissing)));
        points.add(
                point(
                        "no-conflict",
                        conflicts,
                        "不在回避范围",
                        "属于应当回避的机构："
                                + joined(conflicts.stream().map(Eligibility::conflict).toList())));
        points.add(new BidCondition("named", named, named ? "采购方式不限定本机构以外的机构" : "本标段直接选取另一家机构"));
        return points;
    }

    /** What is not met. */
    List<BidCondition> unmet() {
        return points().stream().filter(point -> !point.met()).toList();
    }

    private static BidCondition point(String rule, List<String> missing, String met, String unmet) {
        return new BidCondition(rule, missing.isEmpty(), missing.isEmpty() ? met : unmet);
    }

    private static String joined(List<String> texts) {
        return String.join("、", texts);
    }

    private static String conflict(String code) {
        return switch (code) {
            case "avoided" -> "业主申请回避";
            case "same-organisation" -> "即业主本身";
            case "affiliated" -> "与业主有关联关系";
            default -> code;
        };
    }

    private static String itemDetail(String problem) {
        return switch (problem) {
            case "not-admitted" -> "尚未入驻";
            case "suspended" -> "处于暂停期";
            case "removed" -> "已被清退";
            case "exited" -> "已退出市场";
            case "paper-expired" -> "本事项所依据的证书已过期";
            case "not-yet" -> "本事项尚未生效";
            default -> "没有登记提供本事项";
        };
    }
}
