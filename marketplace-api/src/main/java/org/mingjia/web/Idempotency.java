package org.mingjia.web;

import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.IDEMPOTENCY_KEY;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.IdempotencyKeyReused;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a request that creates safe to repeat: under the same {@code Idempotency-Key} the same
 * actor gets the same answer, and one thing is created, however many ask at once. What was refused
 * left nothing behind and may be tried again under the same key.
 */
@Component
public final class Idempotency {

    /** The header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    /** Characters of a key at most. */
    public static final int LONGEST = 200;

    private final Transactor transactor;
    private final JsonMapper json;

    Idempotency(Transactor transactor, JsonMapper json) {
        this.transactor = transactor;
        this.json = json;
    }

    /**
     * What a creation answers.
     *
     * @param kept what a repetition is answered, where the answer itself holds a secret that is
     *     kept nowhere; else the same
     */
    public record Created(int status, @Nullable URI location, Object body, Object kept) {

        /** The answer, to be kept as it is. */
        public Created(int status, @Nullable URI location, Object body) {
            this(status, location, body, body);
        }

        /** 201 with the new thing. */
        public static Created at(String location, Object body) {
            return new Created(201, URI.create(location), body);
        }

        /** 201 with the new thing and its secret, which a repetition is not told again. */
        public static Created secretly(String location, Object body, Object kept) {
            return new Created(201, URI.create(location), body, kept);
        }
    }

    /**
     * Runs a creation in one transaction, once per key.
     *
     * @param exchange tells the key and the address; without a key the work simply runs
     * @param actor who asks
     * @param request all that was asked for, as it reads in JSON
     * @param work what creates; its transaction also keeps the answer
     */
    public Mono<ResponseEntity<byte[]>> once(
            ServerWebExchange exchange,
            Actor actor,
            Object request,
            Function<DSLContext, Mono<Created>> work) {
        return once(exchange, actor.name(), request, work);
    }

    /**
     * The same for what is answered as it was made, 201.
     *
     * @param address where it is read
     */
    public <T> Mono<ResponseEntity<byte[]>> once(
            ServerWebExchange exchange,
            Actor actor,
            Object request,
            Function<DSLContext, Mono<T>> work,
            Function<? super T, String> address) {
        return once(
                exchange,
                actor,
                request,
                tx -> work.apply(tx).map(made -> Created.at(address.apply(made), made)));
    }

    /**
     * The same for an asker without a capacity. Nobody's name has a colon, so that a scope which
     * begins with one is no account's; where anyone may ask, the scope holds what tells one asker
     * from another, and an answer is repeated only to who asks exactly the same again.
     */
    public Mono<ResponseEntity<byte[]>> once(
            ServerWebExchange exchange,
            String actor,
            Object request,
            Function<DSLContext, Mono<Created>> work) {
        String key = key(exchange);
        if (key == null) {
            return transactor
                    .inTransaction(work)
                    .map(made -> answer(made.status(), made.location(), bytes(made.body())));
        }
        String asked =
                hash(
                        exchange.getRequest().getMethod()
                                + " "
                                + exchange.getRequest().getPath()
                                + " "
                                + json.writeValueAsString(request));
        return transactor.inTransaction(tx ->
                turn(tx, actor, key)
                        .then(before(tx, actor, key, asked))
                        .switchIfEmpty(
                                Mono.defer(() ->
                                        work.apply(tx)
                                                .flatMap(made ->
                                                        keep(tx, actor, key, asked, made)))));
    }

    /** Whoever comes with the same key at the same time waits until this transaction ends. */
    private static Mono<Void> turn(DSLContext tx, String actor, String key) {
        return Mono.from(
                        tx.resultQuery(
                                "select pg_advisory_xact_lock(hashtextextended({0}::text, 20261125))::text",
                                val(actor + " " + key)))
                .then();
    }

    private static Mono<ResponseEntity<byte[]>> before(
            DSLContext tx, String actor, String key, String asked) {
        return Mono.from(
                        tx.selectFrom(IDEMPOTENCY_KEY)
                                .where(IDEMPOTENCY_KEY.ACTOR.eq(actor))
                                .and(IDEMPOTENCY_KEY.KEY.eq(key)))
                .map(known -> {
                    if (!known.get(IDEMPOTENCY_KEY.REQUEST).equals(asked)) {
                        throw new Refused(new IdempotencyKeyReused(key));
                    }
                    String location = known.get(IDEMPOTENCY_KEY.LOCATION);
                    return answer(
                            known.get(IDEMPOTENCY_KEY.STATUS),
                            location == null ? null : URI.create(location),
                            known.get(IDEMPOTENCY_KEY.BODY).getBytes(StandardCharsets.UTF_8));
                });
    }

    private Mono<ResponseEntity<byte[]>> keep(
            DSLContext tx, String actor, String key, String asked, Created made) {
        return Mono.from(
                        tx.insertInto(IDEMPOTENCY_KEY)
                                .set(IDEMPOTENCY_KEY.ACTOR, actor)
                                .set(IDEMPOTENCY_KEY.KEY, key)
                                .set(IDEMPOTENCY_KEY.REQUEST, asked)
                                .set(IDEMPOTENCY_KEY.STATUS, made.status())
                                .set(
                                        IDEMPOTENCY_KEY.LOCATION,
                                        made.location() == null ? null : made.location().toString())
                                .set(
                                        IDEMPOTENCY_KEY.BODY,
                                        new String(bytes(made.kept()), StandardCharsets.UTF_8)))
                .thenReturn(answer(made.status(), made.location(), bytes(made.body())));
    }

    private byte[] bytes(Object body) {
        return body instanceof byte[] finished ? finished : json.writeValueAsBytes(body);
    }

    private static ResponseEntity<byte[]> answer(int status, @Nullable URI location, byte[] body) {
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        if (location != null) {
            answer.location(location);
        }
        return answer.body(body);
    }

    /** The key that a request carries; null where it carries none. */
    public static @Nullable String key(ServerWebExchange exchange) {
        String key = exchange.getRequest().getHeaders().getFirst(HEADER);
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST || !FieldChecks.isPrintable(key)) {
            throw new Refused(
                    new MalformedParameter(
                            HEADER,
                            "size",
                            HEADER + " 应为 1 至 " + LONGEST + " 个可见字符",
                            "<= " + LONGEST,
                            List.of()));
        }
        return key;
    }

    /** SHA-256 of a text in hexadecimal digits. */
    public static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
