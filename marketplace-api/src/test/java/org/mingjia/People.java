package org.mingjia;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The people of a market, registered as people register: each acts through a client of its own,
 * signed in with a cookie and the token against forged requests.
 */
public final class People {

    public static final String PASSWORD = "a password of somebody";
    private static final String CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime() % 1_000_000);

    private final Market market;

    private People(Market market) {
        this.market = market;
    }

    public static People of(Market market) {
        return new People(market);
    }

    /**
     * Somebody who is signed in.
     *
     * @param http asks as that one; cookie and token are set
     * @param cookie of the session, as the header says it
     * @param uscc the organisation's code, null without an organisation
     * @param session what the market said when it signed in
     */
    public record Person(
            WebTestClient http, String cookie, String username, String uscc, JsonNode session) {

        public String organisationId() {
            return session.at("/capacity/organisation/id").asString();
        }

        public String capacityId() {
            return session.at("/capacity/id").asString();
        }

        /** A write with a JSON body. */
        public Sending.Answer post(String address, Object body) {
            return Sending.Answer.of(
                    http.post()
                            .uri(address)
                            .contentType(MediaType.APPLICATION_JSON)
                            .bodyValue(body)
                            .exchange());
        }

        public Sending.Answer get(String address) {
            return Sending.Answer.of(http.get().uri(address).exchange());
        }

        public Sending.Answer upload(String name, byte[] bytes) {
            var parts = new MultipartBodyBuilder();
            parts.part("file", bytes).filename(name);
            return Sending.Answer.of(
                    http.post()
                            .uri("/api/files")
                            .contentType(MediaType.MULTIPART_FORM_DATA)
                            .body(BodyInserters.fromMultipartData(parts.build()))
                            .exchange());
        }
    }

    /** A new enterprise and its manager. */
    public Person enterprise() {
        return register("enterprise", uscc(), "试验企业");
    }

    /** A new agency and its manager; registered, not yet admitted. */
    public Person agency() {
        return register("agency", uscc(), "试验中介机构");
    }

    /** The operator, by HTTP Basic. */
    public WebTestClient operator() {
        return market.operator();
    }

    public Person register(String role, String uscc, String name) {
        String username = "person" + NUMBER.incrementAndGet();
        var made =
                market.http()
                        .post()
                        .uri("/api/registrations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(application(username, role, uscc, name))
                        .exchange()
                        .expectStatus()
                        .isCreated()
                        .expectBody(String.class)
                        .returnResult();
        return person(
                username,
                uscc,
                made.getResponseBody(),
                made.getResponseCookies().getFirst("mingjia_session"));
    }

    /** What a registration says. */
    public static Map<String, Object> application(
            String username, String role, String uscc, String name) {
        var organisation = new LinkedHashMap<String, Object>();
        organisation.put("kind", uscc == null ? "natural_person" : "legal_person");
        organisation.put("uscc", uscc);
        organisation.put("name", name);
        return Map.of(
                "username",
                username,
                "password",
                PASSWORD,
                "displayName",
                "某人",
                "role",
                role,
                "organisation",
                organisation);
    }

    /** A regulator of a department within a region, made by the operator. */
    public Person regulator(String department, String region) {
        String username = "regulator" + NUMBER.incrementAndGet();
        operator()
                .post()
                .uri("/api/accounts")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(
                        Map.of(
                                "username",
                                username,
                                "password",
                                PASSWORD,
                                "displayName",
                                "某监管人员",
                                "role",
                                "regulator",
                                "departmentCode",
                                department,
                                "regionCode",
                                region))
                .exchange()
                .expectStatus()
                .isCreated();
        return signIn(username, PASSWORD);
    }

    /** A regulator of the market's own region. */
    public Person regulator() {
        return regulator("433100-FGW", "433100");
    }

    public Person signIn(String username, String password) {
        var known =
                market.http()
                        .post()
                        .uri("/api/session")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("username", username, "password", password))
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult();
        return person(
                username,
                null,
                known.getResponseBody(),
                known.getResponseCookies().getFirst("mingjia_session"));
    }

    private Person person(String username, String uscc, String body, ResponseCookie cookie) {
        JsonNode session = JsonMapper.shared().readTree(body);
        String shown = cookie.getName() + "=" + cookie.getValue();
        WebTestClient http =
                market.http()
                        .mutate()
                        .defaultHeader(HttpHeaders.COOKIE, shown)
                        .defaultHeader("X-CSRF-Token", session.path("csrfToken").asString())
                        .build();
        return new Person(http, shown, username, uscc, session);
    }

    /** A code with right check digits that nobody had before in this JVM. */
    public static String uscc() {
        return uscc(NUMBER.incrementAndGet());
    }

    static String uscc(long number) {
        String body = "%08d".formatted(number % 100_000_000);
        int[] bodyWeights = {3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += bodyWeights[i] * (body.charAt(i) - '0');
        }
        String code = "91433100" + body + "0123456789X".charAt((11 - sum % 11) % 11);
        int whole = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            whole += weight * CODE_ALPHABET.indexOf(code.charAt(i));
            weight = weight * 3 % 31;
        }
        return code + CODE_ALPHABET.charAt((31 - whole % 31) % 31);
    }
}
