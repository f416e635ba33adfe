package org.mingjia.search;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mingjia.search.OfferingDocument.Department;
import org.mingjia.search.OfferingDocument.Related;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue that the project ships, as documents. */
final class SampleCatalogue {
    private static final Path FOLDER = Path.of(System.getProperty("mingjia.sampleData"));

    private final List<NamedCsvRecord> acts = rows("administrative_acts.csv");
    private final List<NamedCsvRecord> items = rows("service_items.csv");
    private final Map<String, Department> departments =
            rows("departments.csv").stream()
                    .map(SampleCatalogue::department)
                    .collect(Collectors.toMap(Department::code, Function.identity()));
    private final Aliases aliases =
            new Aliases(rows("synonyms.csv").stream().map(SampleCatalogue::synonym).toList());

    List<OfferingDocument> documents() {
        return Stream.concat(acts.stream().map(this::act), items.stream().map(this::item)).toList();
    }

    /** The catalogue, and who offers what is on it. */
    List<OfferingDocument> withAgencies() {
        var catalogue = documents();
        return Stream.concat(catalogue.stream(), new SampleAgencies(catalogue).documents().stream())
                .toList();
    }

    static List<NamedCsvRecord> rows(String file) {
        return rows(FOLDER.resolve(file));
    }

    static List<NamedCsvRecord> rows(Path file) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OfferingDocument act(NamedCsvRecord row) {
        String code = row.getField("code");
        var served = items.stream().filter(item -> actsOf(item).contains(code)).toList();
        var view = Map.of("kind", row.getField("kind"), "itemCount", served.size());
        return new OfferingDocument(
                OfferingType.ACT,
                code,
                row.getField("name"),
                aliases.of(OfferingType.ACT, code, row.getField("name")),
                null,
                null,
                null,
                row.getField("kind"),
                List.of(departments.get(row.getField("department_code"))),
                null,
                row.getField("legal_basis"),
                null,
                served.stream().map(item -> related(OfferingType.ITEM, item)).toList(),
                false,
                null,
                null,
                "433100",
                JsonMapper.shared().writeValueAsString(view),
                1);
    }

    private OfferingDocument item(NamedCsvRecord row) {
        String code = row.getField("code");
        var needed =
                acts.stream().filter(act -> actsOf(row).contains(act.getField("code"))).toList();
        var view =
                Map.of(
                        "category", row.getField("category"),
                        "payer", row.getField("payer"),
                        "pricingMode", row.getField("pricing_mode"),
                        "acts",
                                needed.stream()
                                        .map(a ->
                                                Map.of(
                                                        "code",
                                                        a.getField("code"),
                                                        "name",
                                                        a.getField("name")))
                                        .toList());
        return new OfferingDocument(
                OfferingType.ITEM,
                code,
                row.getField("name"),
                aliases.of(OfferingType.ITEM, code, row.getField("name")),
                row.getField("category"),
                row.getField("pricing_mode"),
                row.getField("payer"),
                null,
                needed.stream()
                        .map(act -> departments.get(act.getField("department_code")))
                        .distinct()
                        .toList(),
                row.getField("qualification_required"),
                row.getField("legal_basis"),
                row.getField("deliverable"),
                needed.stream().map(act -> related(OfferingType.ACT, act)).toList(),
                false,
                null,
                null,
                "433100",
                JsonMapper.shared().writeValueAsString(view),
                1);
    }

    private Related related(OfferingType type, NamedCsvRecord row) {
        String code = row.getField("code");
        String name = row.getField("name");
        return new Related(code, name, aliases.of(type, code, name));
    }

    private static Set<String> actsOf(NamedCsvRecord item) {
        return Set.of(item.getField("act_codes").split(";", -1));
    }

    private static Department department(NamedCsvRecord row) {
        return new Department(
                row.getField("code"), row.getField("name"), row.getField("short_name"));
    }

    private static Aliases.Synonym synonym(NamedCsvRecord row) {
        return new Aliases.Synonym(
                row.getField("term"),
                List.of(row.getField("synonyms").split(";", -1)),
                Arrays.stream(row.getField("item_codes").split(";", -1))
                        .filter(code -> !code.isEmpty())
                        .collect(Collectors.toSet()));
    }
}
