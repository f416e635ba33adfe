package org.mingjia.platform;

import io.r2dbc.postgresql.api.PostgresqlException;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refusal.OfBid.BiddingClosed;
import org.mingjia.platform.Refusal.OfIdentity.Taken;

/** Finds the name of the violated constraint: refusals are told apart by name, in one place. */
public final class ConstraintNames {

    private ConstraintNames() {}

    /** The name of the constraint that was violated. */
    public static String of(Throwable error) {
        for (@Nullable Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof PostgresqlException database) {
                return database.getErrorDetails().getConstraintName().orElse("unknown");
            }
        }
        return "unknown";
    }

    /**
     * What a violated constraint means to the one who asked; the error itself where it is nobody's
     * fault.
     */
    public static Throwable meaning(Throwable error) {
        Refusal refusal = refusal(of(error));
        return refusal == null ? error : new Refused(refusal);
    }

    /** What a violated constraint means to the one who asked; null where it is nobody's fault. */
    public static @Nullable Refusal refusal(String constraint) {
        return switch (constraint) {
            case "organisation_once_per_uscc" ->
                    new Taken(
                            "uscc-registered",
                            "#/organisation/uscc",
                            "该统一社会信用代码已登记；请由该单位的管理员为您添加账户");
            case "account_once_per_username" ->
                    new Taken("username-taken", "#/username", "该用户名已被使用");
            case "capacity_once" -> new Taken("capacity-granted", "#/role", "该账户已有相同的任职");
            case "uscc_has_its_check_digits" ->
                    new ContentRefused("#/organisation/uscc", "uscc-check-digit", "统一社会信用代码的校验码不符");
            case "price_is_not_retroactive" ->
                    new ContentRefused("#/validFrom", "notice-period", "价格不溯及既往，替换已公布的价格应提前公布");
            case "prices_do_not_overlap" ->
                    new ContentRefused("#/validFrom", "overlap", "同一事项、同一区域在同一天只有一个价格");
            case "price_is_inside_the_lawful_interval" ->
                    new ContentRefused(
                            "#/factor", "lawful-interval", "政府定价、政府指导价事项只能在现行收费规则的浮动范围内定价");
            case "price_is_of_an_admitted_agency" ->
                    new ContentRefused("#", "agency-not-on-the-market", "尚未入驻，或已暂停、退出，不能公布价格");
            case "price_is_for_a_listed_item" ->
                    new ContentRefused("#/itemCode", "not-on-the-list", "事项不在清单内，不得收费");
            case "price_rests_on_its_rule" ->
                    new ContentRefused("#/ruleId", "unknown-rule", "没有适用于本事项且金额已知的这项收费规则，或它将改变");
            case "price_can_be_computed" ->
                    new ContentRefused("#/ruleId", "not-computable", "收费规则规定的是区间，按其倍率不能算出一个价格");
            case "price_terms_can_be_computed" ->
                    new ContentRefused("#/terms", "not-computable", "按所给的分档或公式不能算出价格");
            case "price_is_covered_by_a_qualification" ->
                    new ContentRefused("#/itemCode", "not-covered", "入驻材料中没有覆盖本事项的有效资质或登记");
            case "price_is_where_the_agency_serves" ->
                    new ContentRefused("#/regionCode", "not-served", "不在登记的服务区域内");
            case "price_has_begun" ->
                    new ContentRefused("#", "price-has-begun", "已生效的价格不能撤回，只能自以后某日起终止");
            case "published_price_is_never_rewritten" ->
                    new ContentRefused("#", "published-price", "已公布的价格不能更改，只能自以后某日起终止");
            case "bid_is_in_time", "document_is_in_time" -> new BiddingClosed();
            case "bid_is_replaced_a_hundred_times_at_most" ->
                    new NotNow("too-many-replacements", "同一标段的报价（含撤回）不超过 100 次");
            case "forty_documents_at_most" ->
                    new NotNow("too-many-documents", "同一公告上传附件（含没有使用的）不超过 40 次");
            case "document_once_per_key" ->
                    new NotNow(
                            "document-key-said-once",
                            "这个 Idempotency-Key 已用于上传一份附件，其密钥只给出一次、不留存；请换一个 Idempotency-Key 重新上传");
            case "opening_key_is_used_after_the_deadline" ->
                    new NotNow("not-due", "报价截止并关闭之前，任何人不能开标");
            case "charges_stay_inside_the_contract" ->
                    new ContentRefused("#/lines", "above-the-contract", "收费合计超过此刻的收费上限");
            case "invoice_number_once" -> new NotNow("invoice-number-once", "该发票号码已经登记过");
            case "contract_rests_on_a_published_price" ->
                    new NotNow("no-published-price", "受托方今天没有公布本事项在该区域的有效价格");
            case "contract_is_on_hold" ->
                    new NotNow("contract-is-on-hold", "投诉处理期间暂停：合同的签订、备案、变更、收费与验收待处理决定后继续");
            case "request_is_on_hold" -> new NotNow("request-is-on-hold", "投诉处理期间暂停：选取与中选待处理决定后继续");
            case "excluded_stays_excluded" ->
                    new ContentRefused(
                            "#/avoid", "excluded-stays-excluded", "因投诉成立被取消中选的机构不得参加重新选取，应列入回避");
            case "hold_is_of_an_accepted_complaint" ->
                    new NotNow("nothing-to-hold", "该合同或者采购需求已经结束，没有可以暂停的程序");
            case "one_open_hold" -> new NotNow("held-before", "该投诉已经暂停了它");
            case "measure_ends_by_its_repair" ->
                    new NotNow("measure-ends-by-its-repair", "该惩戒由处置程序决定，只能经信用修复解除");
            case "settlement_is_inside_the_contract" ->
                    new ContentRefused("#/settledFen", "settlement", "结算金额不得高于合同金额与合同日的公布价格");
            case "payment_is_inside_the_contract" ->
                    new ContentRefused("#/amountFen", "above-the-contract", "一笔付款不得高于合同金额");
            case "line_is_inside_its_node" ->
                    new ContentRefused("#/lines", "above-the-node", "付款节点的收费合计超过该节点的金额");
            case "refund_is_inside_what_was_paid" ->
                    new ContentRefused("#/amountFen", "above-what-was-paid", "退款不得超过已付款（减去已登记的退款）");
            case "outcome_once_per_document", "outcome_once_per_day" ->
                    new NotNow("outcome-once", "该文号（没有文号的，该日）的审批结果已经登记过");
            case "one_open_complaint_of_a_kind" ->
                    new NotNow("complaint-is-open", "同一事项对同一对象的投诉正在处理，不必重复提出");
            case "refund_is_inside_what_was_charged" ->
                    new ContentRefused(
                            "#/effects/refundFen",
                            "above-what-was-charged",
                            "应退金额不得超过已收费用（含尚未退还的应退金额）");
            case "rated_year_is_over" -> new ContentRefused("#/year", "year-is-over", "年度结束以后才能测评");
            case "rating_run_version_once",
                    "one_rating_run_is_computed_at_a_time",
                    "rating_version_follows_an_appeal" ->
                    new NotNow("rating-is-being-computed", "该年度已有一版正在计算、公示或已确定");
            case "rating_appeal_is_in_time" -> new NotNow("publicity-is-over", "已过申诉期限");
            case "one_rating_appeal_of_a_version" ->
                    new NotNow("appealed-already", "本单位已对这一版提出过申诉；每一版一次");
            case "weights_come_to_a_hundred" ->
                    new ContentRefused("#/weights", "weights-come-to-a-hundred", "五项权重之和应为 100");
            case "statement_is_in_time" -> new NotNow("statement-is-over", "已过陈述申辩期限");
            case "measure_hears_the_agency" ->
                    new NotNow("agency-is-heard-first", "陈述申辩期满或收到陈述申辩之后才能决定");
            case "removed_for_its_time" -> new NotNow("no-re-entry-yet", "清退期限未满，不得再次入驻");
            case "rating_formula_pkey" -> new NotNow("another-formula", "同时公布了另一版公式，请重新读取后再提交");
            default -> null;
        };
    }
}
