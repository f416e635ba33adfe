package org.mingjia.charges;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.charges.ChargeViews.ChargeCheck;
import org.mingjia.charges.ChargeViews.ChargeQuestion;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.TooManyRequests;
import org.mingjia.platform.Refused;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Whether a charge was allowed; open to everyone, kept for ever, bounded for each address. */
@RestController
@Tag(name = "报价与收费核对")
class ChargeCheckController {

    private static final int MOST_ADDRESSES = 20_000;

    /** No account's name has a colon. */
    private static final String ANYONE = ":anyone ";

    private final ChargeChecks checks;
    private final Idempotency idempotency;
    private final JsonMapper json;
    private final int perMinute;
    private final Cache<String, Bucket> callers =
            Caffeine.newBuilder()
                    .maximumSize(MOST_ADDRESSES)
                    .expireAfterAccess(Duration.ofMinutes(2))
                    .build();

    ChargeCheckController(
            ChargeChecks checks,
            Idempotency idempotency,
            JsonMapper json,
            MingjiaSettings settings) {
        this.checks = checks;
        this.idempotency = idempotency;
        this.json = json;
        this.perMinute = settings.offers().checksPerMinute();
    }

    @PostMapping("/api/charge-checks")
    @Access(Audience.EVERYONE)
    @AnswersWith(value = ChargeCheck.class, status = 201, once = true)
    @Operation(
            operationId = "checkCharge",
            summary = "核对一笔中介服务收费",
            description = "按收费当日的清单、标准与公布价格判断；结果长期保存，不记录提问人")
    Mono<ResponseEntity<byte[]>> check(
            ServerWebExchange exchange, @RequestBody ChargeQuestion question) {
        admit(exchange);
        // who asks is not known and not kept: an answer is repeated to who asks the same question
        String asker = ANYONE + Idempotency.hash(json.writeValueAsString(question));
        return checks.judge(question)
                .flatMap(answered ->
                        idempotency.once(
                                exchange,
                                asker,
                                question,
                                tx ->
                                        checks.keep(tx, answered)
                                                .map(check ->
                                                        Created.at("/api" + check.href(), check))));
    }

    private void admit(ServerWebExchange exchange) {
        var remote = exchange.getRequest().getRemoteAddress();
        String from =
                remote == null || remote.getAddress() == null
                        ? "unknown"
                        : remote.getAddress().getHostAddress();
        Bucket bucket =
                callers.get(
                        from,
                        _ ->
                                Bucket.builder()
                                        .addLimit(limit ->
                                                limit.capacity(perMinute)
                                                        .refillGreedy(
                                                                perMinute, Duration.ofMinutes(1)))
                                        .build());
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new Refused(
                    new TooManyRequests(
                            "收费核对",
                            Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1)));
        }
    }

    @GetMapping("/api/charge-checks/{id}")
    @Access(Audience.EVERYONE)
    @AnswersWith(ChargeCheck.class)
    @Operation(operationId = "chargeCheck", summary = "一次收费核对的结果，长期有效")
    Mono<ResponseEntity<byte[]>> one(ServerWebExchange exchange, @PathVariable UUID id) {
        return Answers.json(
                exchange,
                checks.kept(id)
                        .switchIfEmpty(
                                Mono.error(() -> new Refused(new NotFound("收费核对", id.toString()))))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }
}
