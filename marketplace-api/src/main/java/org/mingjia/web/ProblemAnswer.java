package org.mingjia.web;

import org.mingjia.platform.Refusal;
import org.mingjia.web.Problems.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as an answer (RFC 9457). */
@Component
public final class ProblemAnswer {

    private final JsonMapper json;

    ProblemAnswer(JsonMapper json) {
        this.json = json;
    }

    /** Refuses a request of which nothing else has been asked yet. */
    public Mono<Void> refuse(
            ServerHttpRequest request, ServerHttpResponse response, Refusal refusal) {
        return write(request, response, Problems.of(refusal));
    }

    /** Refuses one whose body is longer than its reader takes. */
    public Mono<Void> refuseLength(ServerHttpRequest request, ServerHttpResponse response) {
        return write(request, response, Problems.BODY_TOO_LARGE);
    }

    Mono<Void> write(ServerHttpRequest request, ServerHttpResponse response, Problem problem) {
        response.setStatusCode(problem.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setCacheControl("no-store");
        // what is refused before the security filters has none of their headers
        response.getHeaders().set("X-Content-Type-Options", "nosniff");
        if (problem.members().get("retryAfterSeconds") instanceof Long seconds) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        byte[] body =
                json.writeValueAsBytes(problem.body(request.getPath().value(), request.getId()));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
