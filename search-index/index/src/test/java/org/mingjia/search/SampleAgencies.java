package org.mingjia.search;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mingjia.search.OfferingDocument.Related;
import tools.jackson.databind.json.JsonMapper;

/** The agencies that the project ships, and what they offer, as documents beside the catalogue. */
final class SampleAgencies {
    private static final Map<String, String> STANDINGS =
            Map.of(
                    "active", "available",
                    "warned", "warned",
                    "suspended", "suspended",
                    "exited", "exited");

    private final Map<String, Related> items;
    private final Map<String, String> regions =
            SampleCatalogue.rows("regions.csv").stream()
                    .collect(Collectors.toMap(r -> r.getField("code"), r -> r.getField("name")));
    private final Map<String, NamedCsvRecord> prices =
            SampleCatalogue.rows("agency_prices_sample.csv").stream()
                    .collect(
                            Collectors.toMap(
                                    r -> r.getField("agency_code") + r.getField("item_code"),
                                    Function.identity()));

    SampleAgencies(List<OfferingDocument> catalogue) {
        items =
                catalogue.stream()
                        .filter(d -> d.type() == OfferingType.ITEM)
                        .collect(
                                Collectors.toMap(
                                        OfferingDocument::code,
                                        d -> new Related(d.code(), d.name(), d.aliases())));
    }

    /** Those that are or were admitted; who still waits is not shown to anybody. */
    List<OfferingDocument> documents() {
        return SampleCatalogue.rows("agencies_sample.csv").stream()
                .filter(row -> STANDINGS.containsKey(row.getField("status")))
                .flatMap(row -> Stream.concat(Stream.of(agency(row)), offers(row)))
                .toList();
    }

    private OfferingDocument agency(NamedCsvRecord row) {
        return OfferingDocument.agency(
                row.getField("uscc"),
                row.getField("name"),
                particulars(row),
                itemsOf(row),
                "433100",
                "{}",
                List.of(period(row, List.of())),
                1);
    }

    private Stream<OfferingDocument> offers(NamedCsvRecord row) {
        return itemsOf(row).stream()
                .map(item ->
                        OfferingDocument.offer(
                                row.getField("uscc"),
                                row.getField("name"),
                                particulars(row),
                                item,
                                "433100",
                                JsonMapper.shared()
                                        .writeValueAsString(Map.of("itemName", item.name())),
                                List.of(period(row, price(row, item))),
                                1));
    }

    private List<Long> price(NamedCsvRecord row, Related item) {
        var price = prices.get(row.getField("code") + item.code());
        return price == null || !price.getField("price_form").equals("fixed_fen")
                ? List.of()
                : List.of(Long.parseLong(price.getField("value")));
    }

    private Period period(NamedCsvRecord row, List<Long> prices) {
        String standing = STANDINGS.get(row.getField("status"));
        return new Period(
                LocalDate.parse(row.getField("admitted_on")),
                null,
                standing,
                list(row, "region_codes").map(c -> new Period.Place(c, regions.get(c))).toList(),
                List.of("433100", "430000"),
                list(row, "qualifications").map(q -> new Period.Level(q, q)).toList(),
                prices,
                "{\"standing\":\"" + standing + "\"}");
    }

    private String particulars(NamedCsvRecord row) {
        return list(row, "region_codes").map(regions::get).collect(Collectors.joining(" "))
                + " "
                + row.getField("qualifications");
    }

    private List<Related> itemsOf(NamedCsvRecord row) {
        return list(row, "item_codes").map(items::get).toList();
    }

    private static Stream<String> list(NamedCsvRecord row, String field) {
        return Arrays.stream(row.getField(field).split(";", -1));
    }
}
