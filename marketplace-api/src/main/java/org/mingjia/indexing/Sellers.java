package org.mingjia.indexing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.indexing.Standing.Lasting;
import org.mingjia.indexing.Standing.Sanction;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.search.OfferingDocument;
import org.mingjia.search.OfferingDocument.Related;
import org.mingjia.search.OfferingType;
import org.mingjia.search.Period;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** Reads agencies, and what each offers for which item, as the documents that are searched. */
@Component
final class Sellers {

    private final JsonMapper json;
    private final String region;

    Sellers(JsonMapper json, MingjiaSettings settings) {
        this.json = json;
        this.region = settings.defaultRegion();
    }

    private record Served(String code, LocalDate from, @Nullable LocalDate to) implements Lasting {}

    private record Paper(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String level,
            LocalDate from,
            @Nullable LocalDate to)
            implements Lasting {

        String inWords() {
            return (name == null ? "" : name) + (level == null ? "" : level);
        }

        Period.Level asLevel() {
            return new Period.Level(kind + (level == null ? "" : "/" + level), inWords());
        }
    }

    private record Named(String code, String name) {}

    /** Who it is, in every row. */
    private record Agency(
            String uscc,
            String name,
            @Nullable String regionCode,
            @Nullable String regionName,
            Standing standing,
            List<Served> served) {}

    Flux<OfferingDocument> agencies(
            DSLContext db, @Nullable List<String> usccs, Vocabulary words, long version) {
        return SellerRows.agencies(db, usccs).map(row -> agencyDocument(row, words, version));
    }

    Flux<OfferingDocument> offers(
            DSLContext db, @Nullable List<String> codes, Vocabulary words, long version) {
        return SellerRows.offers(db, codes).map(row -> offerDocument(row, words, version));
    }

    /**
     * Every offer for one item: as many as there are agencies, so no more than a slice at a time.
     */
    Flux<OfferingDocument> offersFor(
            DSLContext db, List<String> items, Vocabulary words, long version) {
        return Flux.fromIterable(items)
                .concatMap(
                        item ->
                                SellerRows.offering(db, item)
                                        .collectList()
                                        .flatMapMany(codes -> offers(db, codes, words, version)),
                        1);
    }

    private Agency agency(Record row) {
        return new Agency(
                row.get(0, String.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                new Standing(
                        row.get(4, LocalDate.class),
                        row.get(5, LocalDate.class),
                        list(row.get(6, String.class), Sanction[].class)),
                list(row.get(7, String.class), Served[].class));
    }

    private OfferingDocument agencyDocument(Record row, Vocabulary words, long version) {
        var agency = agency(row);
        var papers = list(row.get(8, String.class), Paper[].class);
        var items = list(row.get(9, String.class), Named[].class);
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("uscc", agency.uscc());
        view.put("regionCode", agency.regionCode());
        view.put("regionName", agency.regionName());
        view.put("itemCount", items.size());
        return OfferingDocument.agency(
                agency.uscc(),
                agency.name(),
                particulars(agency, papers, words),
                items.stream().map(i -> related(i.code(), i.name(), words)).toList(),
                region,
                json.writeValueAsString(view),
                agency.standing()
                        .periods(
                                Stream.concat(agency.served().stream(), papers.stream()),
                                day ->
                                        period(
                                                agency,
                                                agency.standing().on(day),
                                                on(papers, day),
                                                null,
                                                List.of(),
                                                words,
                                                day)),
                version);
    }

    private OfferingDocument offerDocument(Record row, Vocabulary words, long version) {
        var agency = agency(row);
        var offered = list(row.get(8, String.class), Paper[].class);
        String item = row.get(9, String.class);
        String itemName = row.get(10, String.class);
        var prices = list(row.get(11, String.class), OfferPrice[].class);
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("uscc", agency.uscc());
        view.put("itemCode", item);
        view.put("itemName", itemName);
        view.put("regionName", agency.regionName());
        return OfferingDocument.offer(
                agency.uscc(),
                agency.name(),
                particulars(agency, offered, words),
                related(item, itemName, words),
                region,
                json.writeValueAsString(view),
                agency.standing()
                        .periods(
                                Stream.of(agency.served(), offered, prices).flatMap(List::stream),
                                day -> {
                                    String standing = standing(agency, offered, day);
                                    return standing == null
                                            ? null
                                            : period(
                                                    agency,
                                                    standing,
                                                    on(offered, day),
                                                    item,
                                                    on(prices, day),
                                                    words,
                                                    day);
                                }),
                version);
    }

    /** Null before it is offered. */
    private static @Nullable String standing(Agency agency, List<Paper> offered, LocalDate day) {
        if (offered.stream().noneMatch(o -> o.on(day) || o.over(day))) {
            return null;
        }
        String standing = agency.standing().on(day);
        return Standing.onTheMarket(standing) && on(offered, day).isEmpty() ? "expired" : standing;
    }

    private static <T extends Lasting> List<T> on(List<T> all, LocalDate day) {
        return all.stream().filter(each -> each.on(day)).toList();
    }

    private Period period(
            Agency agency,
            String standing,
            List<Paper> papers,
            @Nullable String item,
            List<OfferPrice> prices,
            Vocabulary words,
            LocalDate day) {
        var held = papers.stream().filter(p -> p.kind() != null).toList();
        var codes = on(agency.served(), day).stream().map(Served::code).toList();
        List<OfferPrice.Told> priced =
                prices.stream()
                        .flatMap(price -> Stream.ofNullable(price.inDefault(item, words)))
                        .toList();
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("standing", standing);
        view.put("regionCodes", codes);
        view.put("qualificationNames", held.stream().map(Paper::inWords).distinct().toList());
        if (item != null) {
            view.put("price", priced.isEmpty() ? null : priced.getFirst());
        }
        return new Period(
                day,
                null,
                standing,
                words.within(codes),
                words.around(codes),
                held.stream().map(Paper::asLevel).distinct().toList(),
                priced.stream().map(OfferPrice.Told::priceFen).toList(),
                json.writeValueAsString(view));
    }

    private static String particulars(Agency agency, List<Paper> papers, Vocabulary words) {
        return Stream.of(
                        Stream.ofNullable(agency.regionName()),
                        words.within(agency.served().stream().map(Served::code).toList()).stream()
                                .map(Period.Place::name),
                        papers.stream().map(Paper::inWords))
                .flatMap(each -> each)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static Related related(String code, String name, Vocabulary words) {
        return new Related(code, name, words.aliases().of(OfferingType.ITEM, code, name));
    }

    private <T> List<T> list(@Nullable String text, Class<T[]> type) {
        return Arrays.asList(json.readValue(text == null ? "[]" : text, type));
    }
}
