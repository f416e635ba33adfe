package org.mingjia.discovery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.indexing.IndexRelay;
import org.mingjia.platform.Actor;
import org.mingjia.platform.MarketClock;
import org.mingjia.platform.Refusal;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.platform.Turns;
import org.mingjia.search.InvalidCursor;
import org.mingjia.search.OfferingQuery;
import org.mingjia.search.OfferingType;
import org.mingjia.search.RebuildOutcome;
import org.mingjia.search.SearchUnavailable;
import org.mingjia.search.Searcher;
import org.mingjia.web.Access;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One box for acts and items, for who serves, and at what price. */
@RestController
@Tag(name = "检索")
class SearchController {

    private static final Logger LOG = LoggerFactory.getLogger(SearchController.class);

    private static final long MOST_FEN = 100_000_000_000_000L;

    /** A quarter of the connections that a small pool has. */
    private static final int FALLBACKS_AT_ONCE = 4;

    // many of them together would take every connection and both processors, so that pages and
    // writes stand still, and a search engine that was only slow never comes back
    private final Turns turns = new Turns("检索", FALLBACKS_AT_ONCE, Duration.ofSeconds(2));
    private final Searcher searcher;
    private final FallbackSearch fallback;
    private final Transactor transactor;
    private final MarketClock clock;
    private final IndexRelay relay;

    SearchController(
            Searcher searcher,
            FallbackSearch fallback,
            Transactor transactor,
            MarketClock clock,
            IndexRelay relay) {
        this.searcher = searcher;
        this.fallback = fallback;
        this.transactor = transactor;
        this.clock = clock;
        this.relay = relay;
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/search")
    @AnswersWith(DiscoveryViews.SearchView.class)
    @Operation(
            summary = "检索行政事项、中介服务事项、中介机构及其明码标价",
            description =
                    "汉字、拼音、首字母、同义词、编码、统一社会信用代码。region、level、priceFrom、priceTo（分）、standing 只收窄机构和标价；"
                            + "标价按所示 priceFor 的项目计算；停业、移出、退出和资质到期的只在 standing 指明时出现。"
                            + "degraded 为 true 时由数据库应答，功能从简")
    Mono<ResponseEntity<byte[]>> search(
            @RequestParam(defaultValue = "") @Size(max = OfferingQuery.MAX_TEXT) String q,
            @RequestParam(required = false)
                    @Nullable List<@Pattern(regexp = "item|act|agency|offer") String> type,
            @RequestParam(required = false) @Nullable List<@Size(max = 40) String> kind,
            @RequestParam(required = false) @Nullable List<@Size(max = 40) String> department,
            @RequestParam(required = false) @Nullable List<@Size(max = 40) String> category,
            @RequestParam(required = false) @Nullable List<@Size(max = 40) String> pricingMode,
            @RequestParam(required = false) @Nullable List<@Size(max = 40) String> payer,
            @RequestParam(required = false)
                    @Nullable List<@Pattern(regexp = "[0-9]{6}") String> region,
            @RequestParam(required = false) @Nullable List<@Size(max = 40) String> level,
            @RequestParam(required = false) @Nullable @Min(0) @Max(MOST_FEN) Long priceFrom,
            @RequestParam(required = false) @Nullable @Min(0) @Max(MOST_FEN) Long priceTo,
            @RequestParam(required = false)
                    @Nullable
                            List<
                                    @Pattern(
                                            regexp =
                                                    "available|warned|suspended|removed|exited|expired")
                                    String>
                            standing,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "20") @Min(1) @Max(OfferingQuery.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 2000) String cursor) {
        var query =
                new OfferingQuery(
                        q,
                        orAll(type).stream()
                                .map(t -> OfferingType.valueOf(t.toUpperCase(Locale.ROOT)))
                                .toList(),
                        orAll(kind),
                        orAll(department),
                        orAll(category),
                        orAll(pricingMode),
                        orAll(payer),
                        new OfferingQuery.Offered(
                                orAll(region), orAll(level), orAll(standing), priceFrom, priceTo),
                        asOf == null ? clock.today() : asOf,
                        limit,
                        FallbackSearch.isOwn(cursor) ? null : cursor);
        Mono<byte[]> found =
                FallbackSearch.isOwn(cursor)
                        ? degraded(query, cursor)
                        : searcher.search(query)
                                .onErrorResume(
                                        SearchUnavailable.class,
                                        away -> {
                                            LOG.debug("search is degraded", away);
                                            return degraded(query, null);
                                        });
        return found.onErrorMap(InvalidCursor.class, _ -> new Refused(new Refusal.InvalidCursor()))
                .map(SearchController::json);
    }

    private Mono<byte[]> degraded(OfferingQuery query, @Nullable String cursor) {
        return turns.take(transactor.one(db -> fallback.search(db, query, cursor)));
    }

    @Access(Access.Audience.EVERYONE)
    @GetMapping("/api/suggestions")
    @AnswersWith(DiscoveryViews.SuggestionsView.class)
    @Operation(summary = "边输入边提示")
    Mono<ResponseEntity<byte[]>> suggestions(
            @RequestParam(defaultValue = "") @Size(max = OfferingQuery.MAX_TEXT) String q,
            @RequestParam(defaultValue = "8") @Min(1) @Max(Searcher.MAX_SUGGESTIONS) int limit) {
        return searcher.suggest(q, limit, clock.today())
                .onErrorResume(
                        SearchUnavailable.class,
                        _ ->
                                turns.take(
                                        transactor.one(db ->
                                                fallback.suggest(db, q, limit, clock.today()))))
                .map(SearchController::json);
    }

    @Access(value = Access.Audience.OPERATOR, scope = "catalogue:write")
    @PostMapping("/api/search/rebuilds")
    @AnswersWith(RebuildOutcome.class)
    @Operation(summary = "重建检索索引（运行机构）", description = "在旧索引继续服务的同时写入新索引，完成后切换")
    @SecurityRequirement(name = "operator")
    Mono<RebuildOutcome> rebuild(@Parameter(hidden = true) Actor actor) {
        LOG.info("{} rebuilds the search index", actor.name());
        return relay.rebuild()
                .onErrorMap(
                        SearchUnavailable.class,
                        _ ->
                                new Refused(
                                        new Refusal.Unavailable(
                                                "检索", java.time.Duration.ofSeconds(5))));
    }

    private static ResponseEntity<byte[]> json(byte[] body) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(body);
    }

    private static List<String> orAll(@Nullable List<String> chosen) {
        return chosen == null ? List.of() : chosen;
    }
}
