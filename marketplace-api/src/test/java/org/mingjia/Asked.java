package org.mingjia;

import java.nio.charset.StandardCharsets;
import org.mingjia.Cast.Party;
import org.mingjia.People.Person;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

/**
 * A request that waits for somebody to send it.
 *
 * @param by who asks in the owner's place; null for the owner's own person
 * @param token of a complaint or lead that is asked for without signing in; null for none
 */
record Asked(
        HttpMethod method, String address, Object body, String ifMatch, Person by, String token) {

    Asked(HttpMethod method, String address, Object body, String ifMatch, Person by) {
        this(method, address, body, ifMatch, by, null);
    }

    static Asked get(String address) {
        return new Asked(HttpMethod.GET, address, null, null, null);
    }

    static Asked post(String address, Object body) {
        return new Asked(HttpMethod.POST, address, body, null, null);
    }

    static Asked put(String address, Object body) {
        return new Asked(HttpMethod.PUT, address, body, null, null);
    }

    static Asked delete(String address) {
        return new Asked(HttpMethod.DELETE, address, null, null, null);
    }

    Asked by(Person person) {
        return new Asked(method, address, body, ifMatch, person, token);
    }

    Asked under(String token) {
        return new Asked(method, address, body, ifMatch, by, token);
    }

    Person person(Party owner) {
        return by == null ? owner.person() : by;
    }

    Told send(WebTestClient http) {
        var request =
                http.method(method)
                        .uri(java.net.URI.create(Scratch.market().url() + address))
                        .accept(MediaType.APPLICATION_JSON, MediaType.ALL);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        if (token != null) {
            request.header("Query-Token", token);
        }
        if (body instanceof MultipartBodyBuilder parts) {
            request.contentType(MediaType.MULTIPART_FORM_DATA)
                    .body(BodyInserters.fromMultipartData(parts.build()));
        } else if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
        }
        var result = request.exchange().expectBody(byte[].class).returnResult();
        byte[] bytes = result.getResponseBody();
        return new Told(
                result.getStatus().value(),
                result.getResponseHeaders().getContentType(),
                bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
    }

    /** What was answered. */
    record Told(int status, MediaType type, String body) {}
}
