package org.mingjia.tender;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.quotes.QuoteRequest;

/**
 * What an owner asks for, as far as it is typed: every member may be missing until the request is
 * handed in.
 *
 * @param regionCode GB/T 2260 code of where the work is done
 * @param projectCode 投资项目代码, GB/T 40058; null where the project has none
 * @param actCode the administrative act that needs the service
 * @param funds {@code state} 财政性资金 or {@code social} 社会资金
 * @param serviceDays 服务时限, in working days from the contract
 * @param qualifications papers that a bidder must hold: all of them, or any one
 * @param practitioners how many with which certificate a bidder must have
 * @param avoid 回避 agencies that must not take part, and why: published with the request
 * @param declared the owner says that it knows of no other conflict of interest than those it names
 * @param runnerUp whether the next in rank follows when the one selected withdraws
 * @param attachments stored files of the owner's
 * @param closesAt the first instant at which no bid is received any more
 */
public record RequestBody(
        @Nullable String title,
        @Nullable String regionCode,
        @Nullable String projectName,
        @Nullable String projectCode,
        @Nullable String projectScale,
        @Nullable String actCode,
        @Nullable String funds,
        @Nullable MethodChoice method,
        List<Lot> lots,
        @Nullable Integer serviceDays,
        @Nullable Qualifications qualifications,
        List<Practitioners> practitioners,
        List<Avoided> avoid,
        @Nullable Boolean declared,
        @Nullable Boolean runnerUp,
        List<Attachment> attachments,
        @Nullable String description,
        @Nullable OffsetDateTime closesAt) {

    public RequestBody {
        lots = present(lots);
        practitioners = present(practitioners);
        avoid = present(avoid);
        attachments = present(attachments);
    }

    /** The same with another deadline. */
    RequestBody closing(@Nullable OffsetDateTime at) {
        return new RequestBody(
                title,
                regionCode,
                projectName,
                projectCode,
                projectScale,
                actCode,
                funds,
                method,
                lots,
                serviceDays,
                qualifications,
                practitioners,
                avoid,
                declared,
                runnerUp,
                attachments,
                description,
                at);
    }

    /** What a body leaves out comes as null, whatever the type says. */
    static <T> List<T> present(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /**
     * One item that one agency is selected for.
     *
     * @param parameters of the price calculator, as a quote takes them
     * @param budgetFen 预算控制价, in fen
     */
    public record Lot(
            @Nullable String itemCode,
            @Schema(implementation = Object.class) @Nullable QuoteRequest parameters,
            @Nullable Long budgetFen) {}

    /**
     * How the agency is selected; the members beside {@code code} are the method's own, as {@code
     * ops/selection-vectors} write them.
     *
     * @param named of direct: the agency's code
     * @param reason of direct: why that one
     * @param explainBelowPercent of lowest_price
     * @param trimFrom of mean and mean_random
     * @param percents of mean_random
     * @param quality weight of best_value, in percent; the four sum to 100
     * @param longList of credit_shortlist
     */
    public record MethodChoice(
            @Nullable String code,
            @Nullable String named,
            @Nullable String reason,
            @Nullable Integer explainBelowPercent,
            @Nullable Integer trimFrom,
            @Nullable List<Integer> percents,
            @Nullable Integer quality,
            @Nullable Integer staff,
            @Nullable Integer time,
            @Nullable Integer price,
            @Nullable Integer longList,
            @Nullable Integer shortList) {}

    /**
     * Papers that are asked for.
     *
     * @param match {@code all} or {@code any}
     */
    public record Qualifications(@Nullable String match, List<WantedPaper> papers) {
        public Qualifications {
            papers = present(papers);
        }
    }

    /** A kind of paper and the lowest level that will do; null for any. */
    public record WantedPaper(@Nullable String kind, @Nullable String level) {}

    /** Who must not take part. */
    public record Avoided(@Nullable String uscc, @Nullable String reason) {}

    /**
     * People that a bidder must have.
     *
     * @param certificate as agencies name it, 注册测绘师
     */
    public record Practitioners(@Nullable String certificate, @Nullable Integer count) {}

    /**
     * A file that belongs to the request.
     *
     * @param open whether everybody reads it; otherwise only agencies on the market do
     */
    public record Attachment(@Nullable UUID fileId, @Nullable Boolean open) {}
}
