package org.mingjia.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.security.crypto.keygen.BytesKeyGenerator;
import org.springframework.security.crypto.keygen.KeyGenerators;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What nobody can guess: cookies, keys, tokens, codes. Only their hashes are kept. */
public final class Secrets {

    private static final int BYTES = 32;
    private static final BytesKeyGenerator CHANCE = KeyGenerators.secureRandom(BYTES);

    private Secrets() {}

    /** A new one of 256 bits behind a prefix that says what it is. */
    public static Mono<String> fresh(String prefix) {
        return Mono.fromCallable(() -> prefix + text(CHANCE.generateKey()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** SHA-256 of one: enough, since it is random and long. */
    public static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What a page of ours must say to prove that it could read our answer: derived, never kept. */
    public static String csrfToken(String session) {
        return text(hash("csrf " + session));
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
