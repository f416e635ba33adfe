package org.mingjia.bench.figures;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** WebFlux with nothing behind it: the same bytes for every call. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BareEndpoint {

    /**
     * Runs until it is ended.
     *
     * @param arguments the file whose bytes are answered, then Spring's own
     */
    public static void main(String[] arguments) throws IOException {
        byte[] body = Files.readAllBytes(Path.of(arguments[0]));
        var application = new SpringApplication(BareEndpoint.class);
        application.addInitializers(context ->
                context.getBeanFactory()
                        .registerSingleton(
                                "answer", new Answer(new String(body, StandardCharsets.UTF_8))));
        application.run(arguments);
    }

    /** What every call gets. */
    record Answer(String json) {}

    /** The endpoint. */
    @RestController
    static class Constant {
        private final byte[] body;

        Constant(Answer answer) {
            body = answer.json().getBytes(StandardCharsets.UTF_8);
        }

        @GetMapping("/bare")
        Mono<ResponseEntity<byte[]>> bare() {
            return Mono.just(
                    ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body));
        }
    }
}
