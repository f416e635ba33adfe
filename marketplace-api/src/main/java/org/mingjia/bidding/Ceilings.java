package org.mingjia.bidding;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.offers.PublishedPrice;
import org.mingjia.offers.Shelves;
import org.mingjia.offers.Shelves.Stocked;
import org.mingjia.quotes.QuoteRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * 本机构最高限价 The most that an agency may bid for a lot: the least of its own published price for the
 * lot's parameters under the version in force on publication, of the lawful maximum, and of the
 * budget.
 */
@Component
class Ceilings {

    private final Shelves shelves;

    /** Neither a lot nor a price that was in force is ever changed: what follows stays true. */
    private final Cache<Key, PublishedPrice> prices =
            Caffeine.newBuilder()
                    .maximumSize(20_000)
                    .expireAfterWrite(Duration.ofMinutes(10))
                    .build();

    /**
     * What was offered on a day of publication, by everybody: at a deadline the bids for an item
     * come all at once. What has come onto the shelf since is read for its agency alone.
     */
    private final AsyncCache<ItemOnDay, Stocked> stocks =
            Caffeine.newBuilder()
                    .maximumWeight(20_000_000)
                    .weigher((ItemOnDay _, Stocked stock) -> stock.bytes())
                    .expireAfterWrite(Duration.ofMinutes(10))
                    .buildAsync();

    Ceilings(Shelves shelves) {
        this.shelves = shelves;
    }

    private record Key(UUID lotId, UUID priceId) {}

    private record ItemOnDay(String itemCode, LocalDate day) {}

    /**
     * The bound and the way to it.
     *
     * @param ceilingFen no bid above it; null where the agency has no price that can be computed
     * @param binds which of the three it is: {@code published-price}, {@code lawful-maximum},
     *     {@code budget}
     * @param floorFen no bid below it
     * @param publishedPriceFen the agency's own price for the lot's parameters
     * @param priceEntryId the published version that counts
     * @param price that version in one line
     * @param working line by line
     * @param problem why no price follows; null where one does
     */
    record BidCeiling(
            @Nullable Long ceilingFen,
            @Nullable String binds,
            long floorFen,
            @Nullable Long publishedPriceFen,
            @Nullable UUID priceEntryId,
            @Nullable String price,
            List<String> working,
            @Nullable String problem,
            @Nullable Long lawfulMaxFen,
            @Nullable String lawfulRuleId,
            long budgetFen) {}

    /** Computes it for the agency that the lot was read for. */
    Mono<BidCeiling> of(Lot lot) {
        UUID priceId = lot.eligibility().priceId();
        if (priceId == null) {
            return Mono.just(none(lot, null, "公告发布时没有公布本事项在该区域的有效价格"));
        }
        return price(lot, priceId)
                .map(price -> of(lot, priceId, price))
                .defaultIfEmpty(none(lot, priceId, "公告发布之日，本机构尚不能以该价格提供本事项"));
    }

    private Mono<PublishedPrice> price(Lot lot, UUID priceId) {
        var key = new Key(lot.id(), priceId);
        PublishedPrice known = prices.getIfPresent(key);
        if (known != null) {
            return Mono.just(known);
        }
        var parameters =
                JsonMapper.shared()
                        .readValue(lot.parameters(), QuoteRequest.class)
                        .parameters(null);
        return offered(new ItemOnDay(lot.itemCode(), lot.publishedOn()))
                .mapNotNull(stock -> PublishedPrice.ofEntry(stock, priceId, parameters))
                .switchIfEmpty(
                        shelves.read(lot.itemCode(), lot.publishedOn(), lot.uscc())
                                .mapNotNull(stock ->
                                        PublishedPrice.ofEntry(stock, priceId, parameters)))
                .doOnNext(price -> prices.put(key, price));
    }

    private Mono<Stocked> offered(ItemOnDay key) {
        return Mono.fromFuture(
                () ->
                        stocks.get(
                                key,
                                (asked, _) ->
                                        shelves.read(asked.itemCode(), asked.day(), null)
                                                .toFuture()),
                true);
    }

    private static BidCeiling of(Lot lot, UUID priceId, PublishedPrice price) {
        Long fen = price.fen();
        if (fen == null || fen < 1) {
            return none(lot, priceId, "按本项目的参数算不出公布的价格：" + price.reason());
        }
        Long lawful = lot.lawfulMaxFen();
        long ceiling = Math.min(fen, lot.ceilingFen());
        String binds =
                ceiling == fen
                        ? "published-price"
                        : lawful != null && ceiling == lawful ? "lawful-maximum" : "budget";
        return new BidCeiling(
                ceiling,
                binds,
                lot.floorFen(),
                fen,
                priceId,
                price.description(),
                price.working(),
                null,
                lawful,
                lot.lawfulRuleId(),
                lot.budgetFen());
    }

    private static BidCeiling none(Lot lot, @Nullable UUID priceId, String problem) {
        return new BidCeiling(
                null,
                null,
                lot.floorFen(),
                null,
                priceId,
                null,
                List.of(),
                problem,
                lot.lawfulMaxFen(),
                lot.lawfulRuleId(),
                lot.budgetFen());
    }
}
