package org.mingjia.discovery;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import org.mingjia.discovery.Standing.Lasting;
import org.mingjia.discovery.Standing.Sanction;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.search.Indexer.Removal;
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

    /** What both kinds of document say of the agency. */
    private static final String AGENCY =
            """
            o.uscc, o.name, o.region_code,
                (select r.name from region r where r.code = o.region_code and r.valid @> market_today()),
                a.admitted_on, a.exited_on,
                (select coalesce(json_agg(json_build_object('kind', s.kind, 'from', lower(s.valid),
                        'to', least(upper(s.valid), s.lifted_on))), '[]')::text
                   from sanction s where s.agency_id = a.organisation_id
                    and lower(s.valid) < coalesce(s.lifted_on, 'infinity')),
                (select coalesce(json_agg(json_build_object('code', g.region_code,
                        'from', lower(g.valid), 'to', upper(g.valid)) order by g.region_code), '[]')::text
                   from agency_region g where g.agency_id = a.organisation_id)
            """;

    private static final String PAPER =
            """
            json_build_object('kind', q.kind, 'name', k.name, 'level', q.level,
                'from', lower(%1$s.valid), 'to', upper(%1$s.valid))
            """;

    private static final String AGENCIES =
            "select " + AGENCY + ", "
                    + """
                    (select coalesce(json_agg(%s order by k.name, q.level), '[]')::text
                       from qualification q join qualification_kind k on k.code = q.kind
                      where q.agency_id = a.organisation_id),
                    (select coalesce(json_agg(json_build_object('code', i.code, 'name', i.name) order by i.code), '[]')::text
                       from service_item i
                      where i.valid @> market_today()
                        and i.code in (select n.item_code from agency_item n
                                        where n.agency_id = a.organisation_id
                                          and coalesce(upper(n.valid) > market_today(), true)))
                      from agency a join organisation o on o.id = a.organisation_id
                     where a.admitted_on is not null and o.uscc is not null
                    """
                            .formatted(PAPER.formatted("q"));

    private static final String THESE_AGENCIES = " and o.uscc in (select unnest({0}::text[]))";

    /** An item is described as it is today, or as it was when it left the list. */
    private static final String OFFERS =
            "select " + AGENCY + ", "
                    + """
                    (select coalesce(json_agg(%s), '[]')::text
                       from agency_item n
                       left join qualification q on q.id = n.qualification_id
                       left join qualification_kind k on k.code = q.kind
                      where n.agency_id = f.agency_id and n.item_code = f.item_code),
                    i.code, i.name,
                    (select coalesce(json_agg(json_build_object('id', p.id, 'region', p.region_code, 'form', p.form,
                            'amountFen', p.amount_fen, 'unit', p.unit, 'factor', p.factor::text, 'ruleId', p.rule_id,
                            'terms', p.terms, 'from', lower(p.valid), 'to', upper(p.valid)) order by p.region_code), '[]')::text
                       from price_entry p
                      where p.agency_id = f.agency_id and p.item_code = f.item_code and p.withdrawn_at is null)
                      from (%s) f
                      join agency a on a.organisation_id = f.agency_id
                      join organisation o on o.id = f.agency_id
                     cross join lateral (select i.code, i.name from service_item i where i.code = f.item_code
                                          order by i.valid @> market_today() desc, upper(i.valid) desc nulls first limit 1) i
                     where a.admitted_on is not null and o.uscc is not null
                    """
                            .formatted(PAPER.formatted("n"), "%s");

    private static final String ALL = "select distinct agency_id, item_code from agency_item";

    /** Each by its key: the whole table is never grouped to find a few of its rows. */
    private static final String THESE =
            """
            select distinct n.agency_id, n.item_code
              from unnest({0}::text[]) code
              join organisation s on s.uscc = split_part(code, '/', 1)
              join agency_item n on n.agency_id = s.id and n.item_code = split_part(code, '/', 2)
            """;

    private static final String GONE =
            """
            select code from unnest({0}::text[]) code
             where not exists (select from organisation s join agency_item n on n.agency_id = s.id
                                where s.uscc = split_part(code, '/', 1) and n.item_code = split_part(code, '/', 2))
            """;

    private static final String OFFERING =
            """
            select o.uscc || '/' || n.item_code as code
              from (select distinct agency_id, item_code from agency_item where item_code = {0}) n
              join organisation o on o.id = n.agency_id
             where o.uscc is not null
            """;

    /** Things read by one statement. */
    private static final int SLICE = 500;

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
        return slices(usccs, AGENCIES, AGENCIES + THESE_AGENCIES, db)
                .map(row -> agencyDocument(row, words, version));
    }

    Flux<OfferingDocument> offers(
            DSLContext db, @Nullable List<String> codes, Vocabulary words, long version) {
        return slices(codes, OFFERS.formatted(ALL), OFFERS.formatted(THESE), db)
                .map(row -> offerDocument(row, words, version));
    }

    /** Every offer for one item: as many as there are agencies, so no more than a slice at a time. */
    Flux<OfferingDocument> offersFor(
            DSLContext db, List<String> items, Vocabulary words, long version) {
        return Flux.fromIterable(items)
                .concatMap(
                        item ->
                                Flux.from(db.resultQuery(OFFERING, val(item)))
                                        .map(row -> row.get(0, String.class))
                                        .collectList()
                                        .flatMapMany(codes -> offers(db, codes, words, version)),
                        1);
    }

    /** Those of these offers that were taken back before they began, or never were. */
    Flux<Removal> gone(DSLContext db, List<String> codes, long version) {
        return Flux.fromIterable(codes)
                .buffer(SLICE)
                .concatMap(
                        slice -> db.resultQuery(GONE, val(slice.toArray(String[]::new))), 1)
                .map(row ->
                        new Removal(OfferingType.OFFER, row.get(0, String.class), null, version));
    }

    private static Flux<Record> slices(
            @Nullable List<String> codes, String all, String these, DSLContext db) {
        if (codes == null) {
            ResultQuery<Record> everything = db.resultQuery(all);
            return Flux.from(everything.fetchSize(1000));
        }
        return Flux.fromIterable(codes)
                .buffer(SLICE)
                .concatMap(slice -> db.resultQuery(these, val(slice.toArray(String[]::new))), 1);
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
                                Stream.of(agency.served(), offered, prices)
                                        .flatMap(List::stream),
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
    private static @Nullable String standing(
            Agency agency, List<Paper> offered, LocalDate day) {
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
        view.put(
                "qualificationNames", held.stream().map(Paper::inWords).distinct().toList());
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
