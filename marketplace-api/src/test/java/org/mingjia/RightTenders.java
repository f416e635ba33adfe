package org.mingjia;

import java.util.List;
import java.util.Map;
import org.mingjia.Cast.Party;
import org.mingjia.People.Person;
import org.mingjia.Sending.Answer;
import org.mingjia.admission.Applicant;
import org.mingjia.award.Auction;
import org.mingjia.biddocs.SealedDocuments;
import org.mingjia.platform.Actor.Role;
import org.springframework.http.HttpMethod;

/** The same as {@link RightRequests} for what happens from a request to its award. */
final class RightTenders {
    /** What these answer, the authorisation table's test holds against its description. */
    static final List<String> READ =
            List.of(
                    "/api/requests",
                    "/api/requests/{id}",
                    "/api/requests/{id}/questions",
                    "/api/request-reviews",
                    "/api/request-reviews/{id}",
                    "/api/tender-terms",
                    "/api/notices",
                    "/api/notices/{number}",
                    "/api/clock",
                    "/api/notices/{number}/award",
                    "/api/notices/{number}/proof",
                    "/api/notices/{number}/eligibility",
                    "/api/bid-documents/{id}",
                    "/api/stuck-requests",
                    "/api/objections",
                    "/api/matched-requests",
                    "/api/saved-searches",
                    "/api/inbox",
                    "/api/inbox/unread",
                    "/api/inbox/stream",
                    "/api/notification-settings");

    private final Cast cast;

    RightTenders(Cast cast) {
        this.cast = cast;
    }

    /** Null when the route is of another kind. */
    Asked of(AuthorisationTable.Line line, Party owner) {
        String path = line.path();
        return switch (line.route()) {
            case "POST /api/requests", "POST /api/request-checks" ->
                    Asked.post(path, Requests.body());
            case "GET /api/requests/{id}", "DELETE /api/requests/{id}" -> {
                String address = path.replace("{id}", draft(owner).text("id"));
                yield line.method().equals(HttpMethod.GET)
                        ? Asked.get(address)
                        : Asked.delete(address);
            }
            case "PUT /api/requests/{id}" ->
                    new Asked(
                            HttpMethod.PUT,
                            path.replace("{id}", draft(owner).text("id")),
                            Requests.body(),
                            "\"1\"",
                            null);
            case "POST /api/requests/{id}/submissions" ->
                    new Asked(
                            HttpMethod.POST,
                            path.replace("{id}", draft(owner).text("id")),
                            null,
                            "\"1\"",
                            null);
            case "POST /api/requests/{id}/copies", "GET /api/requests/{id}/questions" ->
                    new Asked(
                            line.method(),
                            path.replace("{id}", published(owner).text("id")),
                            null,
                            null,
                            null);
            case "POST /api/requests/{id}/cancellations" ->
                    Asked.post(
                            path.replace("{id}", published(owner).text("id")),
                            Map.of("reason", "项目停建"));
            case "POST /api/requests/{id}/amendments" ->
                    Asked.post(
                            path.replace("{id}", published(owner).text("id")),
                            Map.of("text", "监测点位增加一处"));
            case "POST /api/requests/{id}/questions/{question}/answers" -> {
                Answer request = published(owner);
                yield Asked.post(
                        path.replace("{id}", request.text("id"))
                                .replace("{question}", question(request)),
                        Map.of("answer", "不含。"));
            }
            case "GET /api/request-reviews/{id}" ->
                    Asked.get(path.replace("{id}", underReview().text("id")));
            case "POST /api/request-reviews/{id}/decisions" -> {
                Answer request = underReview();
                yield Asked.post(
                        path.replace("{id}", request.text("id")),
                        Map.of(
                                "version",
                                request.number("version"),
                                "outcome",
                                "return",
                                "reason",
                                "请补充"));
            }
            case "PUT /api/tender-terms/{region}/{method}/{funds}" ->
                    Asked.put(
                            "/api/tender-terms/433130/lowest_price/social",
                            Map.of(
                                    "allowed", true,
                                    "noticeDays", 3,
                                    "minimumBids", 2,
                                    "extensionDays", 2,
                                    "choiceDays", 3,
                                    "publicityDays", 1,
                                    "reviewRequired", false,
                                    "closesOnWorkingDays", true));
            case "GET /api/notices/{number}" ->
                    Asked.get(path.replace("{number}", anyNotice().text("number")));
            case "POST /api/notices/{number}/questions" ->
                    Asked.post(
                            path.replace("{number}", anyNotice().text("number")),
                            Map.of("question", "监测频次是否含雨季加测？"));
            case "GET /api/notices/{number}/award", "GET /api/notices/{number}/proof" ->
                    Asked.get(path.replace("{number}", auction(9_000, 9_100).request.number()));
            case "POST /api/notices/{number}/lots/{lot}/acceptances" ->
                    Asked.post(lot(path, auction(8_000, 9_000)), null).by(winner());
            case "POST /api/notices/{number}/lots/{lot}/award-withdrawals" ->
                    Asked.post(lot(path, auction(8_000, 9_000)), Map.of("reason", "人员已安排在其他项目"))
                            .by(winner());
            case "POST /api/notices/{number}/lots/{lot}/explanations" ->
                    Asked.post(lot(path, auction(1_000, 9_000)), Map.of("text", "自有设备与人员，另附成本测算"))
                            .by(winner());
            case "POST /api/notices/{number}/objections" ->
                    Asked.post(
                            lot(path, auction(9_000, 9_100)),
                            Map.of("lotNo", 1, "text", "中选机构的资质存疑，请核查其证书的有效期"));
            case "POST /api/objections/{id}/decisions" ->
                    Asked.post(
                            path.replace("{id}", objection()),
                            Map.of("decision", "rejected", "reason", "经核实，资质有效"));
            case "POST /api/requests/{id}/lots/{lot}/scores" -> {
                var auction = auctionOf(owner, "best_value", WEIGHTS, 8_000, 9_000);
                yield Asked.post(own(path, auction), scores());
            }
            case "POST /api/requests/{id}/lots/{lot}/choices" -> {
                var auction =
                        auctionOf(
                                owner,
                                "credit_shortlist",
                                "{\"minimum\": 2, \"longList\": 2, \"shortList\": 2}",
                                8_000,
                                9_000);
                yield Asked.post(
                        own(path, auction),
                        Map.of("uscc", Auction.seller(0).uscc(), "reason", "业绩与本项目最为接近"));
            }
            case "POST /api/requests/{id}/lots/{lot}/single-bid-decisions" ->
                    Asked.post(
                            own(path, auctionOf(owner, "lowest_price", Auction.LOWEST, 8_000)),
                            Map.of("accept", true, "reason", "报价合理，工期紧"));
            case "POST /api/requests/{id}/lots/{lot}/explanation-decisions" -> {
                var auction = auctionOf(owner, "lowest_price", Auction.LOWEST, 1_000, 9_000);
                auction.agency(Auction.seller(0), "explanations", Map.of("text", "自有设备与人员，另附成本测算"));
                yield Asked.post(own(path, auction), Map.of("accept", true, "reason", "说明充分，成本可信"));
            }
            case "GET /api/bid-documents/{id}" ->
                    Asked.get(path.replace("{id}", document(askedBy(owner))));
            default -> null;
        };
    }

    private static final String PUBLIC = "{\"extensionDays\": 0, \"publicityDays\": 2}";
    private static final String WEIGHTS =
            "{\"minimum\": 2, \"quality\": 40, \"staff\": 20, \"time\": 10, \"price\": 30}";

    private static String lot(String path, Auction auction) {
        return path.replace("{number}", auction.request.number()).replace("{lot}", "1");
    }

    private static String own(String path, Auction auction) {
        return path.replace("{id}", auction.request.id().toString()).replace("{lot}", "1");
    }

    /** Two bids; the agency of {@link #winner} is selected with the first. */
    private static Auction auction(long first, long second) {
        return Auction.of("lowest_price", Auction.LOWEST, PUBLIC)
                .bid(winner(), first)
                .bid(Auction.seller(0), second)
                .closed();
    }

    private static Person winner() {
        return Auction.seller(2);
    }

    /** Of the owner's own, with bids of agencies that nobody asks as. */
    private Auction auctionOf(Party owner, String method, String parameters, long... yuan) {
        return Auction.by(askedBy(owner), method, parameters, PUBLIC).bids(yuan).closed();
    }

    /** Of a bid of the first agency's for a request of the owner's, which was opened. */
    private String document(Person owner) {
        Party bidder = cast.first(Role.AGENCY);
        Things.inForce(bidder);
        var request = PublishedRequests.of(Cast.ONE_ITEM, 100_000).by(owner).publish();
        Answer upload =
                SealedDocuments.upload(bidder.person(), request.lot(1), "方案.pdf", Applicant.A_PDF);
        SealedDocuments.bid(bidder.person(), request.lot(1), 1_000, upload);
        SealedDocuments.open(request);
        return upload.text("id");
    }

    private static Map<String, Object> scores() {
        return Map.of(
                "scores",
                List.of(marks(Auction.seller(0), 9_000), marks(Auction.seller(1), 8_000)),
                "reason",
                "按方案评审，见评分表");
    }

    private static Map<String, Object> marks(Person bidder, int hundredths) {
        return Map.of(
                "uscc", bidder.uscc(),
                "quality", hundredths,
                "staff", hundredths,
                "time", hundredths);
    }

    private String objection() {
        var auction = auction(9_000, 9_100);
        return auction.objection(Auction.seller(0), "中选机构的资质存疑，请核查其证书的有效期").text("id");
    }

    private Person enterprise() {
        return cast.first(Role.ENTERPRISE).person();
    }

    private Person askedBy(Party owner) {
        return owner.role() == Role.ENTERPRISE ? owner.person() : enterprise();
    }

    private Answer draft(Party owner) {
        return Requests.draft(askedBy(owner), Requests.body());
    }

    private Answer published(Party owner) {
        return Requests.publish(askedBy(owner), Requests.body());
    }

    private Answer anyNotice() {
        return Requests.publish(enterprise(), Requests.body());
    }

    private String question(Answer request) {
        return cast.first(Role.AGENCY)
                .person()
                .post(
                        "/api/notices/" + request.text("number") + "/questions",
                        Map.of("question", "监测频次是否含雨季加测？"))
                .text("id");
    }

    private Answer underReview() {
        Requests.terms("lowest_price", "state", Map.of("reviewRequired", true));
        var body = Requests.with(Requests.body(), "funds", "state");
        return Requests.publish(enterprise(), body);
    }
}
