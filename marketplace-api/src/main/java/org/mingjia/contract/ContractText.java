package org.mingjia.contract;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The exact text of a contract, as JSON with its members in this order: both sides confirm the
 * SHA-256 of its UTF-8 bytes, and the printed document is made of nothing else. Amounts in fen.
 *
 * @param number of the contract
 * @param requestNumber of the notice that it came from
 * @param amountInWords 大写金额
 * @param parameters of the project, as the price calculator reads them
 * @param boundFen 最高限价 that no supplement goes beyond
 * @param deliverBy the last day of delivery
 * @param deliverByProvisional the calendar of working days does not reach so far: the day is a
 *     proposal that the two sides should look at
 * @param special what the two sides add to the clauses; null for nothing
 */
public record ContractText(
        String number,
        String requestNumber,
        int lotNo,
        String title,
        String projectName,
        @Nullable String projectCode,
        String regionCode,
        String regionName,
        String actCode,
        String actName,
        String itemCode,
        String itemName,
        String deliverable,
        Side owner,
        Side agency,
        String payer,
        long amountFen,
        String amountInWords,
        PriceLine price,
        Map<String, Object> parameters,
        long boundFen,
        LocalDate deliverBy,
        boolean deliverByProvisional,
        List<Node> nodes,
        List<Clause> clauses,
        @Nullable String special) {

    /** A party, as it is registered. */
    public record Side(String uscc, String name) {}

    /**
     * The published price that the bid was judged by.
     *
     * @param priceFen what it comes to for the project's parameters
     * @param publishedOn the day of the notice, whose prices count for a bid
     */
    public record PriceLine(UUID entryId, long priceFen, LocalDate publishedOn) {}

    /**
     * 付款节点.
     *
     * @param advance whether it may be charged before the contract is filed
     */
    public record Node(String name, long amountFen, boolean advance) {}

    /** A clause of the template. */
    public record Clause(String title, String text) {}

    /** What was written. */
    public static ContractText read(String text) {
        return JsonMapper.shared().readValue(text, ContractText.class);
    }

    String written() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /** All that may be charged before the contract is filed. */
    long advanceFen() {
        return nodes.stream().filter(Node::advance).mapToLong(Node::amountFen).sum();
    }

    /** The same with what the two sides may agree on. */
    ContractText with(LocalDate day, List<Node> payments, @Nullable String more) {
        return new ContractText(
                number,
                requestNumber,
                lotNo,
                title,
                projectName,
                projectCode,
                regionCode,
                regionName,
                actCode,
                actName,
                itemCode,
                itemName,
                deliverable,
                owner,
                agency,
                payer,
                amountFen,
                amountInWords,
                price,
                parameters,
                boundFen,
                day,
                false,
                payments,
                clauses,
                more);
    }
}
