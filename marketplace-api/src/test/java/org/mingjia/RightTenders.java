package org.mingjia;

import java.util.List;
import java.util.Map;
import org.mingjia.Cast.Party;
import org.mingjia.People.Person;
import org.mingjia.Sending.Answer;
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
                    "/api/clock");

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
            default -> null;
        };
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
