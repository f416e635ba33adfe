package org.mingjia.bidding;

import java.time.Duration;
import java.util.regex.Pattern;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Turns;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets as many bids in as an instance can receive at once, before anybody is asked who they are:
 * past that, finding out costs the very connections that are short at a deadline.
 */
@Component
@Order(-200)
final class BidTurns implements WebFilter {

    private static final Pattern BIDS = Pattern.compile("/api/notices/[^/]+/lots/[^/]+/bids");
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final Turns turns;

    @Autowired
    BidTurns(MingjiaSettings settings) {
        this(settings.sealing().atOnce());
    }

    BidTurns(int atOnce) {
        this.turns = new Turns("报价", atOnce, AGAIN_AFTER);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        boolean bids =
                request.getMethod().equals(HttpMethod.POST)
                        && BIDS.matcher(request.getPath().pathWithinApplication().value())
                                .matches();
        return bids ? turns.take(chain.filter(exchange)) : chain.filter(exchange);
    }
}
