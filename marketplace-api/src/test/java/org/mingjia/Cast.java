package org.mingjia;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mingjia.People.Person;
import org.mingjia.admission.Applicant;
import org.mingjia.platform.Actor.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Who asks in the authorisation table, on the scratch market: of every role one, and of those that
 * act for an organisation another one like it.
 */
final class Cast {

    static final List<String> COUNTIES =
            List.of("433101", "433122", "433123", "433124", "433125", "433126", "433127", "433130");
    static final String ONE_ITEM = "S-HJ-005";
    static final String OTHER_ITEM = "S-ZX-010";

    private static final List<String> SCOPES =
            List.of("agency:write", "bids:write", "catalogue:write", "files:write", "prices:write", "read");
    private static Cast shared;

    private final Map<Role, Party> first = new EnumMap<>(Role.class);
    private final Map<Role, Party> second = new EnumMap<>(Role.class);
    private final Map<String, String> keys = new HashMap<>();
    private final People people = People.of(Scratch.market());

    /**
     * Somebody, and what may be asked for in that one's name.
     *
     * @param person acts for an agency on the market where the role is that
     * @param newcomer an agency whose application is not handed in; null for other roles
     * @param applicant an agency whose application is complete; null for other roles
     */
    record Party(Role role, Person person, Applicant newcomer, Applicant applicant) {}

    private Cast() {
        first.put(Role.ENTERPRISE, new Party(Role.ENTERPRISE, people.enterprise(), null, null));
        second.put(Role.ENTERPRISE, new Party(Role.ENTERPRISE, people.enterprise(), null, null));
        first.put(Role.AGENCY, agency());
        second.put(Role.AGENCY, agency());
        first.put(
                Role.OPERATOR,
                new Party(
                        Role.OPERATOR,
                        people.signIn(Market.OPERATOR, Market.PASSWORD),
                        null,
                        null));
        first.put(Role.REGULATOR, new Party(Role.REGULATOR, people.regulator(), null, null));
    }

    /** All of them, on the stage once for all tests of a JVM. */
    static synchronized Cast shared() {
        if (shared == null) {
            shared = new Cast();
        }
        return shared;
    }

    Party first(Role role) {
        return first.get(role);
    }

    /** Of the same role, for another organisation. */
    Party second(Role role) {
        return second.get(role);
    }

    /** Somebody of a role whom nobody will miss. */
    Person passerBy(Role role) {
        return switch (role) {
            case ENTERPRISE -> people.enterprise();
            case AGENCY -> people.agency();
            case REGULATOR -> people.regulator();
            case OPERATOR -> {
                String username = "operator" + System.nanoTime();
                first(Role.OPERATOR)
                        .person()
                        .post(
                                "/api/accounts",
                                Map.of(
                                        "username",
                                        username,
                                        "password",
                                        People.PASSWORD,
                                        "displayName",
                                        "另一操作员",
                                        "role",
                                        "operator"));
                yield people.signIn(username, People.PASSWORD);
            }
        };
    }

    /** An agency on the market, everywhere, with one item under a paper and one that needs none. */
    static Applicant onTheMarket() {
        return complete().admitted();
    }

    private static Applicant complete() {
        return Applicant.register()
                .paper("CMA")
                .item(ONE_ITEM)
                .item(OTHER_ITEM)
                .regions(COUNTIES.toArray(String[]::new));
    }

    private static Party agency() {
        Applicant applicant = complete();
        applicant.save(applicant.application());
        Applicant newcomer = complete();
        newcomer.save(newcomer.application());
        return new Party(Role.AGENCY, onTheMarket().person, newcomer, applicant);
    }

    /** Who shows a key that was issued for one scope alone. */
    WebTestClient withKey(Person of, String scope) {
        return bearer(key(of, List.of(scope)));
    }

    /** Who shows a key that was issued for everything but one scope. */
    WebTestClient withKeyFor(Person of, String allBut) {
        return bearer(key(of, SCOPES.stream().filter(scope -> !scope.equals(allBut)).toList()));
    }

    /** Who shows a short-lived token for such a key. */
    WebTestClient withToken(Person of, String scope) {
        return bearer(
                Sending.Answer.of(withKey(of, scope).post().uri("/api/tokens").exchange())
                        .text("token"));
    }

    static WebTestClient bearer(String secret) {
        return Scratch.market()
                .http()
                .mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + secret)
                .build();
    }

    /** Written where keys are kept: no page issues one for the operator. */
    private String key(Person of, List<String> scopes) {
        return keys.computeIfAbsent(
                of.capacityId() + scopes,
                name -> {
                    String secret = "mjk_" + name + System.nanoTime();
                    try (var owner = Scratch.owner();
                            var insert =
                                    owner.prepareStatement(
                                            """
                                            insert into access_key (secret_hash, capacity_id, name, scopes, created_by)
                                            values (?, ?::uuid, '试验', ?, 'a test')
                                            """)) {
                        insert.setBytes(
                                1,
                                MessageDigest.getInstance("SHA-256")
                                        .digest(
                                                secret.getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8)));
                        insert.setString(2, of.capacityId());
                        insert.setArray(3, owner.createArrayOf("text", scopes.toArray()));
                        insert.executeUpdate();
                    } catch (SQLException | NoSuchAlgorithmException e) {
                        throw new IllegalStateException(e);
                    }
                    return secret;
                });
    }

    /** The same person's browser, led here by a page that knows no token. */
    static WebTestClient forged(Person of) {
        return Scratch.market()
                .http()
                .mutate()
                .defaultHeader(HttpHeaders.COOKIE, of.cookie())
                .build();
    }

    static Sending.Answer put(Person by, String address, Object body) {
        return Sending.Answer.of(
                by.http()
                        .put()
                        .uri(address)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange());
    }
}
