package org.mingjia;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjia.Cast.Party;
import org.mingjia.contract.Deal;

/**
 * The same as {@link RightContracts} for what is handed in under a contract, and what is said of
 * it.
 */
final class RightDeliveries {
    /** What these answer, the authorisation table's test holds against its description. */
    static final List<String> READ =
            List.of(
                    "/api/contracts/{number}/delivery",
                    "/api/contracts/{number}/evaluation",
                    "/api/identical-files",
                    "/api/items/{code}/materials",
                    "/api/evaluation-appeals",
                    "/api/agencies/{uscc}/evaluation-summary",
                    "/api/agencies/{uscc}/evaluations");

    private static final Map<String, Object> WORDS = Map.of("words", "评价与事实不符，我方按期交付");

    private static Deal read;

    private final RightContracts contracts;
    private final RightRatings ratings;

    RightDeliveries(RightContracts contracts, Cast cast) {
        this.contracts = contracts;
        this.ratings = new RightRatings(cast);
    }

    /** Null when the route is of another kind. */
    Asked of(AuthorisationTable.Line line, Party owner) {
        String path = line.path();
        return switch (line.route()) {
            case "GET /api/contracts/{number}/delivery", "GET /api/contracts/{number}/evaluation" ->
                    Asked.get(path.replace("{number}", appealed().number));
            case "GET /api/agencies/{uscc}/evaluation-summary",
                    "GET /api/agencies/{uscc}/evaluations" ->
                    Asked.get(path.replace("{uscc}", appealed().agency.uscc()));
            case "GET /api/items/{code}/materials" -> Asked.get(path.replace("{code}", "S-ZX-001"));
            case "POST /api/items/{code}/materials" ->
                    Asked.post(
                            path.replace("{code}", "S-ZX-001"),
                            Map.of(
                                    "basedOn",
                                    Sending.get(path.replace("{code}", "S-ZX-001"))
                                            .body()
                                            .path("version")
                                            .asInt(),
                                    "materials",
                                    List.of(Map.of("name", "项目建议书")),
                                    "reason",
                                    "沿用上一版"));
            case "POST /api/contracts/{number}/deliverables" -> {
                var deal = filed();
                yield Asked.post(
                        path.replace("{number}", deal.number),
                        Map.of("materialNo", 1, "fileId", deal.upload("报告 " + UUID.randomUUID())));
            }
            case "POST /api/contracts/{number}/deliveries" -> {
                var deal = filed();
                deal.hand(1, "报告 " + deal.number);
                yield Asked.post(
                        path.replace("{number}", deal.number),
                        Map.of(
                                "signatories",
                                List.of(Map.of("name", "张三", "certificate", "HP-0001"))));
            }
            case "POST /api/contracts/{number}/delivery-answers" ->
                    Asked.post(
                            path.replace("{number}", filed().delivered().number),
                            Map.of("deliveryNo", 1, "accept", true));
            case "POST /api/contracts/{number}/outcomes" ->
                    Asked.post(
                            path.replace("{number}", appealed().number),
                            Map.of("outcome", "accepted", "decidedOn", Scratch.day(0)));
            case "POST /api/contracts/{number}/evaluations" ->
                    Asked.post(
                            path.replace("{number}", filed().accepted().number),
                            Map.of("quality", 5, "timeliness", 4, "attitude", 5, "charging", 4));
            case "POST /api/contracts/{number}/evaluation-replies",
                    "POST /api/contracts/{number}/evaluation-appeals" ->
                    Asked.post(path.replace("{number}", evaluated().number), WORDS);
            case "POST /api/contracts/{number}/evaluation-decisions" ->
                    Asked.post(
                            path.replace("{number}", appealing(evaluated()).number),
                            Map.of("decision", "rejected", "reason", "经核实，评价属实"));
            default -> ratings.of(line, owner);
        };
    }

    private Deal filed() {
        return contracts.drafted().sign().file();
    }

    private Deal evaluated() {
        var deal = filed().accepted();
        deal.evaluate(5, 4, 5, 4);
        return deal;
    }

    private static Deal appealing(Deal deal) {
        deal.agency.post(deal.path() + "/evaluation-appeals", WORDS);
        return deal;
    }

    /** One for all: with an appeal that nobody has decided. */
    private Deal appealed() {
        synchronized (RightDeliveries.class) {
            if (read == null) {
                read = appealing(evaluated());
            }
            return read;
        }
    }
}
