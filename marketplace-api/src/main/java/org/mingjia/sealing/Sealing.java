package org.mingjia.sealing;

import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.OPENING_KEY;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes, uses and hides keys: the one place that seals and opens. */
@Component
public class Sealing {

    /** What is sealed is filled up to a multiple of this, so that no length tells an amount. */
    private static final int PAD = 1024;

    private static final String PRIVATE_KEY = "opening key";
    private static final String SEED = "seed";

    private static final String USE =
            """
            select encode(used.private_key, 'hex'), encode(used.seed, 'hex'), encode(k.public_key, 'hex')
              from use_opening_key({0}, {1}) used join opening_key k on k.request_id = {0}
            """;

    private final MasterKeys keys;

    Sealing(MasterKeys keys) {
        this.keys = keys;
    }

    /** Makes the pair and the seed of a request that is being published. */
    public Mono<Void> prepare(DSLContext tx, UUID requestId) {
        return Mono.fromCallable(
                        () -> {
                            var pair = Hpke.pair();
                            byte[] seed = MasterKeys.fresh();
                            return tx.insertInto(OPENING_KEY)
                                    .set(OPENING_KEY.REQUEST_ID, requestId)
                                    .set(OPENING_KEY.PUBLIC_KEY, Hpke.publicKey(pair))
                                    .set(
                                            OPENING_KEY.WRAPPED_PRIVATE_KEY,
                                            keys.wrap(
                                                    requestId, PRIVATE_KEY, Hpke.privateKey(pair)))
                                    .set(OPENING_KEY.SEED_COMMITMENT, sha256(seed))
                                    .set(
                                            OPENING_KEY.WRAPPED_SEED,
                                            keys.wrap(requestId, SEED, seed));
                        })
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(Mono::from)
                .then();
    }

    /**
     * Seals a text to a request's opening key. Its length is hidden up to a kilobyte.
     *
     * @param text without a character of code 0 at its end, as no JSON has one
     */
    public Mono<byte[]> seal(byte[] publicKey, UUID requestId, String text) {
        return Mono.fromCallable(
                        () -> {
                            byte[] plain = text.getBytes(StandardCharsets.UTF_8);
                            int padded = (plain.length / PAD + 1) * PAD;
                            return Hpke.seal(
                                    publicKey, info(requestId), Arrays.copyOf(plain, padded));
                        })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Takes the opening key out by its one door, which refuses before the deadline and tells of
     * every use. The caller's transaction then holds the request's row.
     *
     * @param actor who uses it
     */
    public Mono<OpeningKey> use(DSLContext tx, UUID requestId, String actor) {
        return Mono.from(tx.resultQuery(USE, val(requestId), val(actor)))
                .map(row ->
                        new OpeningKey(
                                requestId,
                                Hpke.opener(
                                        bytes(row.get(2, String.class)),
                                        keys.unwrap(
                                                requestId,
                                                PRIVATE_KEY,
                                                bytes(row.get(0, String.class)))),
                                keys.unwrap(requestId, SEED, bytes(row.get(1, String.class)))));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** Within a request the same agency has the same one, and nobody can tell whose it is. */
    public byte[] pseudonym(UUID requestId, UUID agencyId) {
        return keys.pseudonym(requestId + " " + agencyId);
    }

    /** A keyed hash of what is repeated under an idempotency key, or of the key itself. */
    public byte[] repetition(UUID requestId, String text) {
        return keys.repetition(requestId + " " + text);
    }

    /** 32 bytes that nobody can guess, hexadecimal. */
    public Mono<String> nonce() {
        return Mono.fromCallable(() -> HexFormat.of().formatHex(MasterKeys.fresh()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** SHA-256 of a public key, hexadecimal: how people name it. */
    public static String fingerprint(byte[] publicKey) {
        return HexFormat.of().formatHex(sha256(publicKey));
    }

    static byte[] info(UUID requestId) {
        return ("mingjia sealed bid " + requestId).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
