package org.mingjia.beacon;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.mingjia.platform.MingjiaSettings;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A drand chain over HTTP. The randomness is held against the signature by its hash; the signature
 * itself is a BLS signature that is not checked here, and the proof says so: it carries the
 * signature, for whoever has the chain's public key.
 */
final class DrandBeacon implements Beacon {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final WebClient http;
    private final MingjiaSettings.Beacon settings;

    DrandBeacon(MingjiaSettings.Beacon settings) {
        this.http = WebClient.create(settings.url().toString());
        this.settings = settings;
    }

    @Override
    public Mono<Round> next(OffsetDateTime after) {
        Instant earliest = after.toInstant().plus(settings.margin());
        long period = settings.period().toSeconds();
        long passed = Math.max(0, earliest.getEpochSecond() - settings.genesis().getEpochSecond());
        long number = passed / period + 2;
        Instant at = settings.genesis().plusSeconds((number - 1) * period);
        return Mono.just(new Round(settings.chain(), number, at.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Mono<Value> value(String chain, long round) {
        return http.get()
                .uri("/{chain}/public/{round}", chain, round)
                .retrieve()
                .bodyToMono(String.class)
                .timeout(LONGEST)
                .map(text -> read(JsonMapper.shared().readTree(text), round));
    }

    private static Value read(JsonNode answer, long round) {
        String signature = answer.path("signature").asString("");
        String randomness = answer.path("randomness").asString("");
        if (answer.path("round").asLong(-1) != round
                || signature.isEmpty()
                || !sha256(signature).equals(randomness)) {
            throw new IllegalStateException("the beacon's answer is not round " + round);
        }
        return new Value(randomness, signature, false);
    }

    private static String sha256(String hex) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(HexFormat.of().parseHex(hex)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
