package org.mingjia.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.OfIdentity.TooManyAttempts;
import org.mingjia.platform.Refused;
import org.springframework.stereotype.Component;

/**
 * Wrong credentials in the last minute, by network address and by name: who has too many has to
 * wait, whether the name exists or not. Kept in memory, per instance, for a bounded number of keys.
 */
@Component
final class Attempts {

    private static final int MOST_KEYS = 50_000;

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder()
                    .maximumSize(MOST_KEYS)
                    .expireAfterAccess(Duration.ofMinutes(2))
                    .executor(Runnable::run)
                    .build();
    private final int most;

    Attempts(MingjiaSettings settings) {
        this.most = settings.signIn().failuresPerMinute();
    }

    /**
     * Goes on only while there is an attempt left.
     *
     * @throws Refused when there is none
     */
    void check(String... keys) {
        for (String key : keys) {
            var left = bucket(key).estimateAbilityToConsume(1);
            if (!left.canBeConsumed()) {
                throw new Refused(
                        new TooManyAttempts(Duration.ofNanos(left.getNanosToWaitForRefill())));
            }
        }
    }

    /** Counts a failure. */
    void failed(String... keys) {
        for (String key : keys) {
            bucket(key).tryConsume(1);
        }
    }

    private Bucket bucket(String key) {
        return buckets.get(
                key,
                _ ->
                        Bucket.builder()
                                .addLimit(limit ->
                                        limit.capacity(most)
                                                .refillGreedy(most, Duration.ofMinutes(1)))
                                .build());
    }
}
