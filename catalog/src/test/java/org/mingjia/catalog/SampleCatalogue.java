package org.mingjia.catalog;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample catalogue that the product ships, read as the tests need it. */
final class SampleCatalogue {
    static final Path FOLDER =
            Path.of(System.getProperty("mingjia.sampleData", "../ops/sample-data"));
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, PriceRule> RULES = readRules();

    private SampleCatalogue() {}

    /** All rules, by id, in the order of the file. */
    static Map<String, PriceRule> rules() {
        return RULES;
    }

    static PriceRule rule(String ruleId) {
        return RULES.get(ruleId);
    }

    static List<NamedCsvRecord> rows(String file) {
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().ofNamedCsvRecord(FOLDER.resolve(file))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Parameters parameters(String json) {
        JsonNode node = JSON.readTree(json);
        Map<String, String> factors = new LinkedHashMap<>();
        node.path("factors")
                .properties()
                .forEach(e -> factors.put(e.getKey(), e.getValue().asString()));
        Map<String, Long> counts = new LinkedHashMap<>();
        node.path("counts")
                .properties()
                .forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
        return new Parameters(
                decimal(node.path("base").asString("")),
                decimal(node.path("quantity").asString("")),
                node.has("selector") ? node.path("selector").asString() : null,
                factors,
                counts,
                date(node.path("as_of").asString("")));
    }

    static WorkingCalendar calendar() {
        Map<LocalDate, DayKind> days = new LinkedHashMap<>();
        for (NamedCsvRecord row : rows("holidays_2025_2026.csv")) {
            days.put(date(row.getField("date")), DayKind.of(row.getField("type")).orElseThrow());
        }
        return new WorkingCalendar(days, java.util.Set.of(2025, 2026));
    }

    private static Map<String, PriceRule> readRules() {
        Map<String, List<Tier>> tiers = new LinkedHashMap<>();
        for (NamedCsvRecord row : rows("price_rule_tiers.csv")) {
            tiers.computeIfAbsent(row.getField("rule_id"), _ -> new ArrayList<>()).add(tier(row));
        }
        Map<String, PriceRule> rules = new LinkedHashMap<>();
        for (NamedCsvRecord row : rows("price_rules.csv")) {
            String id = row.getField("rule_id");
            rules.put(id, PriceRule.compile(definition(row, tiers.getOrDefault(id, List.of()))));
        }
        return rules;
    }

    private static Tier tier(NamedCsvRecord row) {
        String selector = row.getField("selector");
        return new Tier(
                Integer.parseInt(row.getField("tier_no")),
                selector.isEmpty() ? null : selector,
                decimal(row.getField("lower_bound")),
                decimal(row.getField("upper_bound")),
                TierKind.of(row.getField("kind")).orElseThrow(),
                decimal(row.getField("rate_or_amount")),
                decimal(row.getField("low_amount")),
                decimal(row.getField("high_amount")),
                row.getField("notes"));
    }

    private static PriceRuleDefinition definition(NamedCsvRecord row, List<Tier> tiers) {
        return new PriceRuleDefinition(
                row.getField("rule_id"),
                row.getField("item_code"),
                row.getField("name"),
                row.getField("document"),
                row.getField("region_code"),
                PricingMethod.of(row.getField("method")).orElseThrow(),
                row.getField("base_parameter"),
                row.getField("base_unit"),
                AmountUnit.of(row.getField("amount_unit")).orElseThrow(),
                decimal(row.getField("adjust_min")),
                decimal(row.getField("adjust_max")),
                factors(row.getField("factors")),
                fen(row.getField("floor_fen")),
                fen(row.getField("cap_fen")),
                date(row.getField("effective_from")),
                date(row.getField("effective_to")),
                RuleStatus.of(row.getField("status")).orElseThrow(),
                row.getField("tiers_known").equals("yes"),
                tiers);
    }

    private static List<Factor> factors(String json) {
        List<Factor> factors = new ArrayList<>();
        if (!json.isEmpty()) {
            JSON.readTree(json).forEach(node -> factors.add(factor(node)));
        }
        return factors;
    }

    private static Factor factor(JsonNode node) {
        String key = node.path("key").asString();
        String label = node.path("label").asString();
        if (node.path("type").asString("").equals("per_count")) {
            return new Factor.CountFactor(key, label, number(node, "rate", "1"));
        }
        BigDecimal byDefault = number(node, "default", "1");
        if (!node.has("options")) {
            return new Factor.RangeFactor(
                    key, label, number(node, "min", "1"), number(node, "max", "1"), byDefault);
        }
        List<Factor.Option> options = new ArrayList<>();
        node.path("options")
                .properties()
                .forEach(e ->
                        options.add(
                                new Factor.Option(
                                        e.getKey(), new BigDecimal(e.getValue().asString()))));
        return new Factor.OptionFactor(key, label, options, byDefault);
    }

    private static BigDecimal number(JsonNode node, String field, String otherwise) {
        return new BigDecimal(node.path(field).asString(otherwise));
    }

    private static BigDecimal decimal(String text) {
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    private static Long fen(String text) {
        return text.isEmpty() ? null : Long.valueOf(text);
    }

    private static LocalDate date(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }
}
