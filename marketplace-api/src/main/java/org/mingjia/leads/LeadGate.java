package org.mingjia.leads;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.TooManyRequests;
import org.mingjia.platform.Refusal.Unavailable;
import org.mingjia.platform.Refused;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * How many leads come in a minute: from one address, and from all of them. Addresses are known in
 * memory alone, for two minutes, and to nothing that is written.
 */
@Component
final class LeadGate {

    private static final int MOST_ADDRESSES = 20_000;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Cache<String, Bucket> callers =
            Caffeine.newBuilder()
                    .maximumSize(MOST_ADDRESSES)
                    .expireAfterAccess(Duration.ofMinutes(2))
                    .executor(Runnable::run)
                    .build();
    private final int perAddress;
    private final Bucket all;

    LeadGate(MingjiaSettings settings) {
        this.perAddress = settings.leads().perMinute();
        this.all = bucket(settings.leads().perMinuteOfAll());
    }

    /**
     * Lets one in.
     *
     * @throws Refused with the time after which to ask again
     */
    void admit(ServerWebExchange exchange) {
        var remote = exchange.getRequest().getRemoteAddress();
        String from =
                remote == null || remote.getAddress() == null
                        ? "unknown"
                        : remote.getAddress().getHostAddress();
        var own = callers.get(from, _ -> bucket(perAddress)).tryConsumeAndReturnRemaining(1);
        if (!own.isConsumed()) {
            throw new Refused(new TooManyRequests("提交线索", after(own.getNanosToWaitForRefill())));
        }
        var whole = all.tryConsumeAndReturnRemaining(1);
        if (!whole.isConsumed()) {
            throw new Refused(new Unavailable("线索接收", after(whole.getNanosToWaitForRefill())));
        }
    }

    private static Duration after(long nanos) {
        return Duration.ofNanos(nanos).plusSeconds(1);
    }

    private static Bucket bucket(int most) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, A_MINUTE))
                .build();
    }
}
