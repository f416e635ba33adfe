package org.mingjia.planted.catalog;

import java.time.LocalDate;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** Waits for something outside, counts money in binary floats, and asks the clock. */
public record ImpureRule(double rate) {

    public Mono<String> later() {
        return Mono.just("price");
    }

    public LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
