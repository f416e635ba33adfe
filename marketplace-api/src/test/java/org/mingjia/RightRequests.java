package org.mingjia;

import static org.mingjia.Cast.COUNTIES;
import static org.mingjia.Cast.ONE_ITEM;
import static org.mingjia.Cast.OTHER_ITEM;

import java.util.List;
import java.util.Map;
import org.mingjia.Cast.Party;
import org.mingjia.admission.Applicant;
import org.mingjia.platform.Actor.Role;
import org.springframework.http.HttpMethod;

/**
 * For each line of the authorisation table a request that is right in everything: where the owner
 * asks who may, it succeeds. What it needs to be there is put there first.
 */
final class RightRequests {

    private final Cast cast;
    private final Things things;
    private final RightTenders tenders;
    private final RightContracts contracts;

    RightRequests(Cast cast) {
        this.cast = cast;
        this.things = new Things(cast);
        this.tenders = new RightTenders(cast);
        this.contracts = new RightContracts(cast);
    }

    Asked of(AuthorisationTable.Line line, Party owner) {
        String path = line.path();
        return switch (line.route()) {
            case "GET /api/regions/{code}" -> Asked.get("/api/regions/433100");
            case "GET /api/departments/{code}" -> Asked.get("/api/departments/433100-STHJ");
            case "GET /api/acts/{code}" -> Asked.get("/api/acts/A-STHJ-001");
            case "GET /api/price-rules/{ruleId}/curve" ->
                    Asked.get("/api/price-rules/R-ZB-G-2003/curve?to=1000");
            case "POST /api/items/{code}/quotes", "POST /api/price-rules/{ruleId}/quotes" ->
                    Asked.post(inTheRegister(path), Map.of("base", "1000"));
            case "GET /api/working-days" -> Asked.get(path + "?from=2026-03-02&days=1");
            case "GET /api/search", "GET /api/suggestions" -> Asked.get(path + "?q=hp");
            case "POST /api/imports" -> Asked.post(path, Things.parts("items.csv", oneItem()));
            case "GET /api/imports/{id}" ->
                    Asked.get(
                            "/api/imports/"
                                    + Scratch.ask("select max(id::text) from register_import"));

            case "POST /api/session" ->
                    Asked.post(
                            path,
                            Map.of(
                                    "username",
                                    things.passerBy(owner).username(),
                                    "password",
                                    People.PASSWORD));
            case "DELETE /api/session" -> Asked.delete(path).by(things.passerBy(owner));
            case "PUT /api/session/capacity" ->
                    Asked.put(path, Map.of("capacityId", owner.person().capacityId()));
            case "GET /api/session/oidc/{issuer}" -> Asked.get("/api/session/oidc/none");
            case "GET /api/session/oidc/{issuer}/callback" ->
                    Asked.get("/api/session/oidc/none/callback");
            case "POST /api/registrations" ->
                    Asked.post(
                            path,
                            People.application(
                                    "table" + System.nanoTime(), "agency", People.uscc(), "试验机构"));
            case "POST /api/password-changes" ->
                    Asked.post(
                                    path,
                                    Map.of(
                                            "currentPassword",
                                            People.PASSWORD,
                                            "newPassword",
                                            "quite another one"))
                            .by(things.passerBy(owner));
            case "POST /api/password-resets" ->
                    Asked.post(
                            path,
                            Map.of(
                                    "token",
                                    things.resetCode(),
                                    "newPassword",
                                    "quite another one"));
            case "POST /api/accounts" ->
                    Asked.post(
                            path,
                            Map.of(
                                    "username", "table" + System.nanoTime(),
                                    "displayName", "某人",
                                    "role", "operator"));
            case "POST /api/accounts/{username}/capacities" ->
                    Asked.post(
                            things.account() + "/capacities",
                            Map.of(
                                    "role",
                                    "regulator",
                                    "departmentCode",
                                    "433100-FGW",
                                    "regionCode",
                                    "433100"));
            case "DELETE /api/accounts/{username}/capacities/{id}" -> {
                Things.Account account = things.newAccount();
                yield Asked.delete(
                        "/api/accounts/"
                                + account.username()
                                + "/capacities/"
                                + account.capacityId());
            }
            case "POST /api/accounts/{username}/unlocks" ->
                    Asked.post(things.account() + "/unlocks", null);
            case "POST /api/accounts/{username}/reset-tokens" ->
                    Asked.post(things.account() + "/reset-tokens", null);
            case "POST /api/organisation/members" ->
                    Asked.post(path, Map.of("username", things.newAccount().username()));
            case "DELETE /api/organisation/members/{capacityId}" ->
                    Asked.delete("/api/organisation/members/" + things.member(owner.person()));
            case "POST /api/organisation/keys" ->
                    Asked.post(path, Map.of("name", "试验", "scopes", List.of("read")));
            case "DELETE /api/organisation/keys/{id}" ->
                    Asked.delete("/api/organisation/keys/" + Things.key(owner.person()));
            case "POST /api/tokens" -> Asked.post(path, null);

            case "POST /api/files" -> Asked.post(path, Things.parts("证书.pdf", Applicant.A_PDF));
            case "GET /api/files/{id}" -> Asked.get("/api/files/" + Things.file(owner.person()));

            case "GET /api/agency-application" -> Asked.get(path).by(owner.newcomer().person);
            case "PUT /api/agency-application" -> {
                Applicant newcomer = owner.newcomer();
                yield new Asked(
                        HttpMethod.PUT,
                        path,
                        newcomer.application(),
                        "\"" + newcomer.read().path("version").asInt() + "\"",
                        newcomer.person);
            }
            case "POST /api/agency-application/submissions" -> {
                Applicant applicant = owner.applicant();
                if (applicant.read().path("status").asString().equals("applied")) {
                    Applicant.decide(List.of(applicant.decision("return")));
                }
                yield Asked.post(path, null).by(applicant.person);
            }
            case "GET /api/agency-applications/{uscc}" ->
                    Asked.get(path.replace("{uscc}", things.agency().uscc()));
            case "POST /api/agency-application-decisions" -> {
                Applicant applicant = cast.first(Role.AGENCY).applicant();
                applicant.submit();
                yield Asked.post(path, Map.of("decisions", List.of(applicant.decision("return"))));
            }
            case "POST /api/agencies/{uscc}/sanctions" -> things.sanction();
            case "POST /api/agencies/{uscc}/sanctions/{id}/lifts" -> {
                Asked sanction = things.sanction();
                String id = things.operator().post(sanction.address(), sanction.body()).text("id");
                yield Asked.post(
                        sanction.address() + "/" + id + "/lifts", Map.of("reason", "复议撤销"));
            }
            case "POST /api/agencies/{uscc}/exits" -> {
                Applicant leaver = things.leaver();
                Asked exit =
                        Asked.post(
                                "/api/agencies/" + leaver.uscc + "/exits",
                                Map.of("reason", "业务调整"));
                yield owner.role() == Role.AGENCY ? exit.by(leaver.person) : exit;
            }

            case "GET /api/agencies/{uscc}",
                    "GET /api/agencies/{uscc}/prices",
                    "GET /api/agencies/{uscc}/prices/{itemCode}/history" ->
                    Asked.get(
                            path.replace("{uscc}", things.agency().uscc())
                                    .replace("{itemCode}", ONE_ITEM));
            case "GET /api/price-entries/{id}" ->
                    Asked.get("/api/price-entries/" + Things.inForce(cast.first(Role.AGENCY)));
            case "POST /api/price-entries" ->
                    Asked.post(path, Things.price(OTHER_ITEM, Things.county(owner), 100_000));
            case "POST /api/price-entry-checks" ->
                    Asked.post(path, Things.price(ONE_ITEM, "433100", 100_000));
            case "POST /api/price-entries/{id}/withdrawals" ->
                    Asked.post(path.replace("{id}", Things.upcoming(owner)), null);
            case "POST /api/price-entries/{id}/ends" ->
                    Asked.post(
                            path.replace("{id}", Things.inForce(owner)),
                            Map.of("on", Scratch.day(3_000 - Things.number())));
            case "POST /api/price-list/publications" -> {
                owner.person().http().delete().uri("/api/price-drafts/" + OTHER_ITEM).exchange();
                Things.draft(owner, Things.county(owner));
                yield Asked.post(path, null);
            }
            case "POST /api/price-list/imports" ->
                    Asked.post(
                            path,
                            Things.parts(
                                    "prices.csv",
                                    "item_code,region_code,price_form,amount\r\n"
                                            + OTHER_ITEM
                                            + ","
                                            + Things.county(owner)
                                            + ",fixed,880.00\r\n"));
            case "GET /api/price-list/imports/{id}",
                    "GET /api/price-list/imports/{id}/files/{position}" ->
                    Asked.get(
                            path.replace("{id}", Things.attempt(owner)).replace("{position}", "1"));
            case "POST /api/price-list/imports/{id}/replays" ->
                    Asked.post(path.replace("{id}", Things.attempt(owner)), null);
            case "PUT /api/price-drafts/{itemCode}" ->
                    Asked.put(
                            path.replace("{itemCode}", OTHER_ITEM),
                            Things.price(OTHER_ITEM, COUNTIES.getLast(), 70_000));
            case "DELETE /api/price-drafts/{itemCode}" -> {
                Things.draft(owner, COUNTIES.getLast());
                yield Asked.delete(path.replace("{itemCode}", OTHER_ITEM));
            }
            case "GET /api/price-drafts" -> {
                Things.draft(owner, COUNTIES.getLast());
                yield Asked.get(path);
            }

            case "POST /api/charge-checks" -> Asked.post(path, Things.charge());
            case "GET /api/charge-checks/{id}" ->
                    Asked.get(
                            path.replace(
                                    "{id}",
                                    things.operator()
                                            .post("/api/charge-checks", Things.charge())
                                            .text("id")));
            case "GET /api/notices/{number}/lots/{lot}/bid-terms" ->
                    Asked.get(things.lot() + "/bid-terms");
            case "POST /api/notices/{number}/lots/{lot}/bids" ->
                    Asked.post(things.lot() + "/bids", Map.of("amountFen", 1_000));
            case "POST /api/notices/{number}/lots/{lot}/bid-documents" ->
                    Asked.post(
                            things.lot() + "/bid-documents",
                            Things.parts("方案.pdf", Applicant.A_PDF));
            case "POST /api/notices/{number}/lots/{lot}/withdrawals" -> {
                String lot = things.lot();
                Things.bid(cast.first(Role.AGENCY), lot);
                Things.bid(cast.second(Role.AGENCY), lot);
                yield Asked.post(lot + "/withdrawals", null);
            }
            case "GET /api/notices/{number}/eligibility" ->
                    Asked.get(path.replace("{number}", Things.notice()));
            case "POST /api/saved-searches" -> Asked.post(path, Things.search());
            case "DELETE /api/saved-searches/{id}" ->
                    Asked.delete(
                            path.replace(
                                    "{id}",
                                    owner.person()
                                            .post("/api/saved-searches", Things.search())
                                            .text("id")));
            case "POST /api/inbox/{id}/reads" ->
                    Asked.post(path.replace("{id}", Things.message(owner.person())), null);
            case "PUT /api/notification-settings" ->
                    Asked.put(path, Map.of("email", "bids@example.cn"));
            case "GET /actuator/health/{*path}" -> Asked.get("/actuator/health/readiness");
            default -> {
                Asked tender = tenders.of(line, owner);
                Asked known = tender == null ? contracts.of(line, owner) : tender;
                yield known == null ? byItsPathAlone(line) : known;
            }
        };
    }

    private static Asked byItsPathAlone(AuthorisationTable.Line line) {
        String address = inTheRegister(line.path());
        if ((line.isUnsafe() && line.isPublic()) || address.contains("{")) {
            throw new IllegalArgumentException("no right request is known for " + line);
        }
        return new Asked(line.method(), address, null, null, null);
    }

    private static String oneItem() {
        int number = Things.number();
        return Table.items("S-TABLE-", number).rowsFrom(number).csv();
    }

    private static String inTheRegister(String path) {
        return path.replace("/items/{code}", "/items/S-HJ-001").replace("{ruleId}", "R-ZB-G-2003");
    }
}
