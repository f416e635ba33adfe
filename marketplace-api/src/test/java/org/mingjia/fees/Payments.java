package org.mingjia.fees;

import java.util.Map;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.contract.Deal;

/** Payments of the owner and refunds of the agency, as of today, in fen. */
public final class Payments {

    private Payments() {}

    public static Answer pay(Deal deal, int invoiceNo, long fen, String reference) {
        return deal.owner.post(deal.path() + "/payments", body(invoiceNo, fen, reference));
    }

    public static Answer refund(Deal deal, int invoiceNo, long fen, String reference) {
        return deal.agency.post(deal.path() + "/payments", body(invoiceNo, fen, reference));
    }

    static Map<String, Object> body(int invoiceNo, long fen, String reference) {
        return Map.of(
                "invoiceNo",
                invoiceNo,
                "amountFen",
                fen,
                "paidOn",
                Scratch.day(0),
                "reference",
                reference);
    }
}
