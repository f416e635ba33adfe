package org.mingjia.bidding;

import java.time.Duration;
import java.util.regex.Pattern;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Turns;
import org.mingjia.web.ProblemAnswer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets as many bids in as an instance can receive at once. Who comes beyond them is sent away
 * before anything is asked or observed of the request: at a deadline, every look at one who cannot
 * be let in is taken from one who was. Nothing counts them: a number would tell of bids.
 *
 * <p>A turn is taken when the whole body has come. Otherwise whoever sends a bid byte by byte would
 * keep others out for as long as it likes.
 */
@Component
final class BidTurns implements HttpHandlerDecoratorFactory {

    private static final Pattern BIDS = Pattern.compile("/api/notices/[^/]+/lots/[^/]+/bids");
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
    private static final int MOST_BYTES = 65_536;

    private final Turns turns;
    private final ProblemAnswer answer;

    BidTurns(MingjiaSettings settings, ProblemAnswer answer) {
        this.turns = new Turns("报价", settings.sealing().atOnce(), AGAIN_AFTER);
        this.answer = answer;
    }

    @Override
    public HttpHandler apply(HttpHandler rest) {
        return (request, response) ->
                isBid(request)
                        ? whole(request)
                                .flatMap(come ->
                                        turns.take(Mono.defer(() -> rest.handle(come, response))))
                                .onErrorResume(
                                        Refused.class,
                                        noTurn ->
                                                answer.refuse(request, response, noTurn.refusal()))
                                .onErrorResume(
                                        DataBufferLimitException.class,
                                        _ -> answer.refuseLength(request, response))
                        : rest.handle(request, response);
    }

    private static Mono<ServerHttpRequest> whole(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), MOST_BYTES)
                .map(come -> Flux.just(copy(come)))
                .defaultIfEmpty(Flux.empty())
                .map(body -> with(request, body));
    }

    /** Nobody has to release it, whether or not it is ever read. */
    private static DataBuffer copy(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
    }

    private static ServerHttpRequest with(ServerHttpRequest request, Flux<DataBuffer> body) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return body;
            }
        };
    }

    private static boolean isBid(ServerHttpRequest request) {
        return request.getMethod().equals(HttpMethod.POST)
                && BIDS.matcher(request.getPath().pathWithinApplication().value()).matches();
    }
}
