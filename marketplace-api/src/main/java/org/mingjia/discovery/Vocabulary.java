package org.mingjia.discovery;

import java.util.List;
import java.util.Map;
import org.mingjia.catalog.PriceRule;
import org.mingjia.catalog.RegionPath;
import org.mingjia.search.Aliases;
import org.mingjia.search.Period.Place;

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
