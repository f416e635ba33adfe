package org.mingjia.offers;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.offers.OfferViews.OffersView;
import org.mingjia.offers.OffersQuery.Sort;
import org.mingjia.platform.MarketClock;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.QuoteParameterRefused;
import org.mingjia.platform.Refused;
import org.mingjia.quotes.QuoteRequest;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.mingjia.web.Answers;
import org.mingjia.web.Listing;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What every agency that may do an item charges for the reader's own project. */
@RestController
@Tag(name = "报价与收费核对")
class OfferController {

    private static final QuoteRequest NOTHING =
            new QuoteRequest(null, null, null, null, null, null, null, null);

    private final Shelves shelves;
    private final MarketClock clock;
    private final JsonMapper json;
    private final String defaultRegion;

    OfferController(Shelves shelves, MarketClock clock, JsonMapper json, MingjiaSettings settings) {
        this.shelves = shelves;
        this.clock = clock;
        this.json = json;
        this.defaultRegion = settings.defaultRegion();
    }

    @GetMapping("/api/items/{code}/offers")
    @Access(Audience.EVERYONE)
    @AnswersWith(OffersView.class)
    @Operation(
            operationId = "itemOffers",
            summary = "一个事项的全部可选机构及按项目参数算得的价格",
            description = "默认排序与机构名称、成立先后无关，每日轮换；市场分布按四分位（线性插值，第 7 种方法）")
    Mono<ResponseEntity<byte[]>> offers(
            ServerWebExchange exchange,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{6}") String region,
            @RequestParam(required = false) @Nullable LocalDate asOf,
            @RequestParam(required = false) @Nullable @Size(max = 4000) String parameters,
            @RequestParam(required = false) @Nullable @Size(max = 40) String level,
            @RequestParam(required = false) @Nullable @Size(max = 100) String q,
            @RequestParam(defaultValue = "neutral") @Pattern(regexp = "neutral|price|-price|name")
                    String sort,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Listing.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Nullable @Size(max = 1000) String cursor,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "json|csv") String format) {
        if (code.length() > 40 || code.indexOf('\0') >= 0) {
            throw new Refused(
                    new NotFound("中介服务事项", code.substring(0, Math.min(40, code.length()))));
        }
        boolean csv = Answers.wantsCsv(exchange);
        Sort order = Sort.of(sort);
        OffersCursor after = cursor == null || csv ? null : OffersCursor.decode(cursor, order);
        LocalDate day = asOf != null ? asOf : after != null ? after.day() : clock.today();
        QuoteRequest request = request(parameters);
        var query =
                new OffersQuery(
                        Places.of(region == null ? defaultRegion : region),
                        day,
                        request,
                        request.parameters(null),
                        level,
                        q,
                        order,
                        csv ? Integer.MAX_VALUE : limit,
                        after);
        Mono<OffersView> view =
                shelves.on(code, day)
                        // ten thousand prices are some milliseconds of work, which no connection
                        // waits for
                        .publishOn(Schedulers.parallel())
                        .map(stock -> {
                            stock.book().refuseUnlessUsable(query.parameters());
                            return new Comparison(stock, query).view();
                        });
        return csv
                ? view.map(answer -> Answers.csv(rows(answer), "offers-" + code))
                : Answers.json(exchange, view.map(json::writeValueAsBytes));
    }

    private QuoteRequest request(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NOTHING;
        }
        QuoteRequest request;
        try {
            request = json.readValue(text, QuoteRequest.class);
        } catch (JacksonException notAnObject) {
            throw malformed();
        }
        if (request == null) {
            throw malformed();
        }
        if (request.asOf() != null || request.region() != null) {
            throw new Refused(
                    new QuoteParameterRefused(
                            request.asOf() != null ? "asOf" : "region",
                            "unknown-parameter",
                            "日期与区域写在地址里，不在 parameters 里",
                            null,
                            List.of("base", "quantity", "selector", "factors", "counts")));
        }
        return request;
    }

    private static Refused malformed() {
        return new Refused(
                new MalformedParameter(
                        "parameters",
                        "malformed",
                        "参数 parameters 不能解读",
                        "应为 JSON 对象，如 {\"base\":\"5000\"}",
                        List.of()));
    }

    private static List<List<@Nullable String>> rows(OffersView view) {
        var rows = new ArrayList<List<@Nullable String>>();
        rows.add(
                List.of(
                        "uscc",
                        "name",
                        "regionName",
                        "standing",
                        "qualification",
                        "level",
                        "regionCodes",
                        "entryId",
                        "form",
                        "description",
                        "priceFen",
                        "reason",
                        "againstMedian",
                        "validFrom",
                        "validTo"));
        for (var offer : view.offers()) {
            var paper = offer.qualification();
            var row = new ArrayList<@Nullable String>();
            row.add(offer.agency().uscc());
            row.add(Answers.neutral(offer.agency().name()));
            row.add(offer.agency().regionName());
            row.add(offer.standing());
            row.add(paper == null ? null : paper.name());
            row.add(paper == null ? null : paper.level());
            row.add(String.join(";", offer.regionCodes()));
            row.add(offer.entryId());
            row.add(offer.form());
            row.add(Answers.neutral(offer.description()));
            row.add(offer.priceFen() == null ? null : offer.priceFen().toString());
            row.add(offer.reason());
            row.add(offer.againstMedian());
            row.add(offer.validFrom().toString());
            row.add(offer.validTo() == null ? null : offer.validTo().toString());
            rows.add(row);
        }
        return rows;
    }
}
