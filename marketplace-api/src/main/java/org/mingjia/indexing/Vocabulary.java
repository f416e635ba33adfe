package org.mingjia.indexing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.mingjia.catalog.PriceRule;
import org.mingjia.catalog.RegionPath;
import org.mingjia.register.Rules;
import org.mingjia.search.Aliases;
import org.mingjia.search.Aliases.Synonym;
import org.mingjia.search.Period.Place;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What every document of a batch is described with, read once.
 *
 * @param aliases other words for acts and items
 * @param places the regions of today
 * @param projects for which project offers of an item are priced, by item
 * @param rules the price rules of today, by id, on which prices may rest
 */
record Vocabulary(
        Aliases aliases,
        List<Place> places,
        Map<String, PriceRule> rules,
        Map<String, DefaultProject> projects) {

    /** Only those on which somebody's price may rest or be compared. */
    private static final String RULES =
            """
            select distinct p.rule_id from price_rule p
             where p.valid @> market_today()
               and exists (select from agency_item n where n.item_code = p.item_code)
            """;

    /** What the documents of a batch are described with. */
    static Mono<Vocabulary> read(DSLContext db, Rules rules) {
        var places =
                Flux.from(
                                db.resultQuery(
                                        "select code, name from region where valid @> market_today()"))
                        .map(row -> new Place(row.get(0, String.class), row.get(1, String.class)))
                        .collectList();
        var compiled =
                Flux.from(db.resultQuery(RULES))
                        .map(row -> row.get(0, String.class))
                        .collectList()
                        .flatMapMany(ids -> ids.isEmpty() ? Flux.empty() : rules.all(db, ids, null))
                        .map(rules::compile)
                        .collectList();
        return aliases(db)
                .flatMap(aliases ->
                        places.flatMap(all ->
                                compiled.map(known ->
                                        new Vocabulary(
                                                aliases,
                                                all,
                                                known.stream()
                                                        .collect(
                                                                Collectors.toMap(
                                                                        PriceRule::ruleId,
                                                                        rule -> rule)),
                                                DefaultProject.byItem(known)))));
    }

    /** The synonyms in force, with which aliases are found. */
    private static Mono<Aliases> aliases(DSLContext db) {
        return Flux.from(
                        db.resultQuery(
                                "select term, synonyms, item_codes from synonym where valid @> market_today()"))
                .map(row ->
                        new Synonym(
                                row.get(0, String.class),
                                List.of(row.get(1, String[].class)),
                                Set.of(row.get(2, String[].class))))
                .collectList()
                .map(Aliases::new);
    }

    /** These regions and all that lie within. */
    List<Place> within(List<String> codes) {
        return places.stream()
                .filter(place -> codes.stream().anyMatch(code -> covers(code, place.code())))
                .toList();
    }

    /** What lies around these regions. */
    List<String> around(List<String> codes) {
        return codes.stream()
                .flatMap(code -> RegionPath.of(code).codes().stream().skip(1))
                .distinct()
                .toList();
    }

    private static boolean covers(String scope, String place) {
        return RegionPath.of(place).codes().contains(scope);
    }
}
