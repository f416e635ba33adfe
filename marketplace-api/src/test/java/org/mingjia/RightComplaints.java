package org.mingjia;

import java.util.List;
import java.util.Map;
import org.mingjia.Cast.Party;
import org.mingjia.complaint.Grievance;
import org.mingjia.contract.Deal;
import org.mingjia.platform.Actor.Role;

/** The same as {@link RightContracts} for complaints and leads. */
final class RightComplaints {
    /** What these answer, the authorisation table's test holds against its description. */
    static final List<String> READ =
            List.of(
                    "/api/complaints",
                    "/api/complaints/{number}",
                    "/api/complaint-status/{number}",
                    "/api/complaint-outcomes",
                    "/api/complaint-outcomes/{number}",
                    "/api/leads",
                    "/api/complaint-desks");

    private static final Map<String, Object> WHY = Map.of("reason", "需要进一步查明");
    private static final Map<String, Object> HOLD =
            Map.of("target", "contract", "reason", "需要进一步查明");

    private static Grievance decided;

    private final RightContracts contracts;

    RightComplaints(RightContracts contracts) {
        this.contracts = contracts;
    }

    /** Null when the route is of another kind. */
    Asked of(AuthorisationTable.Line line, Party owner) {
        String path = line.path();
        return switch (line.route()) {
            case "POST /api/complaints" ->
                    Asked.post(
                            path,
                            Grievance.form("delay", "contractNumber", contracts.drafted().number));
            case "GET /api/complaints/{number}", "GET /api/complaint-outcomes/{number}" ->
                    Asked.get(path.replace("{number}", decided().number));
            case "GET /api/complaint-status/{number}" ->
                    Asked.get(path.replace("{number}", decided().number)).under(decided().token);
            case "POST /api/complaints/{number}/statements" -> {
                var deal = contracts.drafted();
                var by = owner.role() == Role.AGENCY ? deal.owner : deal.agency;
                var complaint = Grievance.ofContract(by, "conduct", deal.number).accepted();
                yield Asked.post(
                        path.replace("{number}", complaint.number),
                        Map.of("text", "本单位已按合同履行，不存在所称的情形。"));
            }
            case "POST /api/complaints/{number}/withdrawals" -> {
                var deal = contracts.drafted();
                var by = owner.role() == Role.AGENCY ? deal.agency : deal.owner;
                var complaint = Grievance.ofContract(by, "conduct", deal.number);
                yield Asked.post(path.replace("{number}", complaint.number), "");
            }
            case "POST /api/complaints/{number}/acceptances" ->
                    Asked.post(path.replace("{number}", received(owner).number), Map.of());
            case "POST /api/complaints/{number}/refusals" ->
                    Asked.post(
                            path.replace("{number}", received(owner).number),
                            Map.of("rule", "no-grounds", "reason", "没有提供任何依据"));
            case "POST /api/complaints/{number}/transfers" ->
                    Asked.post(
                            path.replace("{number}", received(owner).number),
                            Map.of("desk", "discipline", "reason", "涉及公职人员"));
            case "POST /api/complaints/{number}/extensions" ->
                    Asked.post(path.replace("{number}", received(owner).accepted().number), WHY);
            case "POST /api/complaints/{number}/holds" ->
                    Asked.post(path.replace("{number}", received(owner).accepted().number), HOLD);
            case "POST /api/complaints/{number}/hold-lifts" ->
                    Asked.post(
                            path.replace(
                                    "{number}",
                                    received(owner).acceptedWithHold("contract").number),
                            HOLD);
            case "POST /api/complaints/{number}/decisions" ->
                    Asked.post(
                            path.replace("{number}", received(owner).accepted().number),
                            Grievance.decision("rejected", Map.of()));
            case "POST /api/complaint-desks" -> Asked.post(path, Desks.form());
            case "DELETE /api/complaint-desks/{id}" ->
                    Asked.delete(path.replace("{id}", Desks.given().toString()));
            case "POST /api/leads" -> Asked.post(path, lead("fee"));
            case "POST /api/leads/{number}/reads" ->
                    Asked.post(path.replace("{number}", sent(owner)), "");
            case "POST /api/leads/{number}/answers" ->
                    Asked.post(
                            path.replace("{number}", sent(owner)),
                            Map.of("outcome", "handled", "answer", "已经责令改正"));
            default -> null;
        };
    }

    /** At the owner's desk. */
    private Grievance received(Party owner) {
        Deal deal = contracts.drafted();
        return Grievance.ofContract(
                deal.owner, owner.role() == Role.OPERATOR ? "conduct" : "quality", deal.number);
    }

    private static Map<String, Object> lead(String subject) {
        return Map.of("subject", subject, "text", Grievance.TEXT);
    }

    private static String sent(Party owner) {
        return Sending.post("/api/leads", lead(owner.role() == Role.OPERATOR ? "conduct" : "fee"))
                .text("number");
    }

    /** One for all, which both parties, the operator and the regulator read. */
    private Grievance decided() {
        synchronized (RightComplaints.class) {
            if (decided == null) {
                Deal deal = contracts.drafted();
                decided =
                        Grievance.ofContract(deal.owner, "quality", deal.number)
                                .accepted()
                                .decided("rejected", Map.of());
            }
            return decided;
        }
    }
}
