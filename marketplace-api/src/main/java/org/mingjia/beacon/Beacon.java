package org.mingjia.beacon;

import java.time.OffsetDateTime;
import reactor.core.publisher.Mono;

/** Where public randomness comes from. What is away is waited for, and nothing takes its place. */
public interface Beacon {

    /**
     * A round that is named before it exists.
     *
     * @param at when it is out
     */
    record Round(String chain, long number, OffsetDateTime at) {}

    /**
     * What a round turned out to be.
     *
     * @param randomness SHA-256 of the signature, hexadecimal
     * @param signature of the beacon's group over the round, hexadecimal
     * @param signatureVerified whether the signature itself was checked against the group's key
     */
    record Value(String randomness, String signature, boolean signatureVerified) {}

    /** The round to wait for after that time; empty where draws rest on no beacon. */
    Mono<Round> next(OffsetDateTime after);

    /** The value of a round; an error while it cannot be had. */
    Mono<Value> value(String chain, long round);
}
