package org.mingjia;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.mingjia.Cast.Party;
import org.mingjia.People.Person;
import org.mingjia.contract.Deal;
import org.mingjia.offers.OfferFixture;
import org.mingjia.platform.Actor.Role;

/** The same as {@link RightRequests} for what happens from an award to its payment. */
final class RightContracts {
    /** What these answer, the authorisation table's test holds against its description. */
    static final List<String> READ =
            List.of(
                    "/api/contracts",
                    "/api/contracts/{number}",
                    "/api/contracts/{number}/document.pdf",
                    "/api/contracts/{number}/charges",
                    "/api/contracts/{number}/fee-lines/{lineNo}/ground",
                    "/api/contract-register",
                    "/api/contract-register/{number}",
                    "/api/acts/{code}/fees",
                    "/api/acts/{code}/fee-lines");

    private static final AtomicInteger NTH = new AtomicInteger();
    private static Deal filed;

    private final Cast cast;
    private final RightDeliveries deliveries;
    private final RightComplaints complaints = new RightComplaints(this);

    RightContracts(Cast cast) {
        this.cast = cast;
        this.deliveries = new RightDeliveries(this, cast);
    }

    /** Null when the route is of another kind. */
    Asked of(AuthorisationTable.Line line, Party owner) {
        String path = line.path();
        return switch (line.route()) {
            case "GET /api/contracts/{number}",
                    "GET /api/contracts/{number}/document.pdf",
                    "GET /api/contracts/{number}/charges",
                    "GET /api/contract-register/{number}" ->
                    Asked.get(path.replace("{number}", charged().number));
            case "GET /api/contracts/{number}/fee-lines/{lineNo}/ground" ->
                    Asked.get(path.replace("{number}", charged().number).replace("{lineNo}", "1"));
            case "GET /api/acts/{code}/fees", "GET /api/acts/{code}/fee-lines" ->
                    Asked.get(path.replace("{code}", "A-STHJ-001"));
            case "POST /api/contracts/{number}/documents" ->
                    Asked.post(
                            path.replace("{number}", drafted().number),
                            Map.of(
                                    "deliverBy",
                                    Scratch.day(40),
                                    "nodes",
                                    List.of(Deal.node("付清", 8_000, false))));
            case "POST /api/contracts/{number}/confirmations" -> {
                var deal = drafted();
                yield Asked.post(
                        path.replace("{number}", deal.number),
                        Map.of("documentNo", 1, "hash", deal.document().path("hash").asString()));
            }
            case "POST /api/contracts/{number}/filings" ->
                    Asked.post(path.replace("{number}", drafted().sign().number), Map.of());
            case "POST /api/contracts/{number}/supplements" ->
                    Asked.post(path.replace("{number}", drafted().sign().number), supplement());
            case "POST /api/contracts/{number}/supplement-answers" -> {
                var deal = drafted().sign();
                other(deal, owner).post(deal.path() + "/supplements", supplement());
                yield Asked.post(path.replace("{number}", deal.number), Map.of("accept", true));
            }
            case "POST /api/contracts/{number}/terminations" ->
                    Asked.post(path.replace("{number}", drafted().number), ending());
            case "POST /api/contracts/{number}/termination-answers" -> {
                var deal = drafted();
                other(deal, owner).post(deal.path() + "/terminations", ending());
                yield Asked.post(path.replace("{number}", deal.number), Map.of("accept", true));
            }
            case "POST /api/contracts/{number}/invoices" -> {
                var deal = charged();
                yield Asked.post(
                        path.replace("{number}", deal.number),
                        deal.invoiceBody(Deal.taxNumber(), deal.line(Deal.NODE, 1)));
            }
            case "POST /api/contracts/{number}/invoices/{invoiceNo}/credits" -> {
                var deal = charged();
                long invoice = deal.invoice(Deal.taxNumber(), 1).number("no");
                long fee =
                        Scratch.count(
                                "select max(line_no) from fee_line where contract_id = ?",
                                deal.id());
                yield Asked.post(
                        path.replace("{number}", deal.number)
                                .replace("{invoiceNo}", Long.toString(invoice)),
                        Map.of(
                                "taxNumber",
                                Deal.taxNumber(),
                                "issuedOn",
                                Scratch.day(0),
                                "reason",
                                "开票内容有误",
                                "lines",
                                List.of(fee)));
            }
            case "POST /api/contracts/{number}/payments" ->
                    Asked.post(path.replace("{number}", charged().number), payment());
            case "POST /api/contracts/{number}/payments/{paymentNo}/confirmations" -> {
                var deal = charged();
                long no =
                        other(deal, owner).post(deal.path() + "/payments", payment()).number("no");
                yield Asked.post(
                        path.replace("{number}", deal.number)
                                .replace("{paymentNo}", Long.toString(no)),
                        Map.of());
            }
            default -> {
                Asked known = deliveries.of(line, owner);
                yield known == null ? complaints.of(line, owner) : known;
            }
        };
    }

    private static Person other(Deal deal, Party side) {
        return side.role() == Role.AGENCY ? deal.owner : deal.agency;
    }

    private static Map<String, Object> supplement() {
        return Map.of("ground", "业主增加了两个监测点位", "amountFen", 850_000);
    }

    private static Map<String, Object> ending() {
        return Map.of("ground", "agreement", "reason", "双方协商一致不再履行", "settledFen", 0);
    }

    private static Map<String, Object> payment() {
        return payment(1);
    }

    private static Map<String, Object> payment(long fen) {
        return Map.of(
                "invoiceNo",
                1,
                "amountFen",
                fen,
                "paidOn",
                Scratch.day(0),
                "reference",
                "BANK-" + NTH.incrementAndGet());
    }

    Deal drafted() {
        return Deal.between(enterprise(), priced(), 8_000);
    }

    /**
     * One for all: filed, with an invoice of one fen and more paid than that, so that some goes
     * back.
     */
    private Deal charged() {
        synchronized (RightContracts.class) {
            if (filed == null) {
                filed = drafted().sign().file();
                filed.invoice(Deal.taxNumber(), 1);
                filed.owner.post(filed.path() + "/payments", payment(100));
            }
            return filed;
        }
    }

    /** With a price for what auctions are about. */
    private Person priced() {
        Person agency = agency();
        if (Scratch.count(
                        "select count(*) from price_entry where agency_id = ?::uuid and item_code = ?",
                        agency.organisationId(),
                        PublishedRequests.ITEM)
                == 0) {
            OfferFixture.fixed(
                    agency.uscc(), PublishedRequests.ITEM, PublishedRequests.COUNTY, 2_000_000);
        }
        return agency;
    }

    private Person agency() {
        return cast.first(Role.AGENCY).person();
    }

    private Person enterprise() {
        return cast.first(Role.ENTERPRISE).person();
    }
}
