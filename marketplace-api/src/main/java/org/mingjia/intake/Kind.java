package org.mingjia.intake;

import static org.mingjia.intake.Kind.Column.optional;
import static org.mingjia.intake.Kind.Column.required;
import static org.mingjia.sheets.Cells.code;
import static org.mingjia.sheets.Cells.date;
import static org.mingjia.sheets.Cells.decimal;
import static org.mingjia.sheets.Cells.list;
import static org.mingjia.sheets.Cells.oneOf;
import static org.mingjia.sheets.Cells.text;
import static org.mingjia.sheets.Cells.whole;
import static org.mingjia.sheets.Cells.yesNo;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.mingjia.db.Tables;
import org.mingjia.sheets.Cells.Meaning;

/**
 * The kinds of tables that can be imported, in the order in which they rest on one another. A file
 * is known by its header, not by its name.
 */
// tables of the schema and unmodifiable lists are as constant as the names
@SuppressWarnings("ImmutableEnumChecker")
enum Kind {
    REGION(
            Tables.REGION,
            "region",
            List.of("code"),
            "name",
            required("code", code("[0-9]{6}", "433100")),
            required("name", text(100)),
            optional("parent_code", code("[0-9]{6}", "430000")),
            required("level", oneOf("province", "prefecture", "county"))),
    DEPARTMENT(
            Tables.DEPARTMENT,
            "department",
            List.of("code"),
            "name",
            required("code", code("[0-9]{6}-[A-Z0-9]{2,12}", "433100-FGW")),
            required("name", text(200)),
            required("short_name", text(100)),
            required("region_code", code("[0-9]{6}", "433100")),
            optional("uscc", code("[0-9A-HJ-NPQRTUWXY]{18}", "18 位统一社会信用代码")),
            required("role", list(text(60))).as("roles"),
            required("confidence", oneOf("high", "medium", "low"))),
    ACT(
            Tables.ADMINISTRATIVE_ACT,
            "act",
            List.of("code"),
            "name",
            required("code", code("A-[A-Z0-9]+-[0-9]+", "A-STHJ-001")),
            required("name", text(200)),
            required(
                    "kind",
                    oneOf(
                            "licence",
                            "penalty",
                            "coercion",
                            "confirmation",
                            "levy",
                            "inspection",
                            "other")),
            optional("kind_cn", text(20)).as(null),
            required("department_code", code("[0-9]{6}-[A-Z0-9]{2,12}", "433100-FGW")),
            required("legal_basis", text(1000)),
            required("has_intermediary", yesNo()),
            required("confidence", oneOf("high", "medium", "low")),
            required("source", text(1000))),
    ITEM(
            Tables.SERVICE_ITEM,
            "item",
            List.of("code"),
            "name",
            required("code", code("S-[A-Z0-9]+-[0-9]+", "S-HJ-001")),
            required("name", text(200)),
            required("category", text(40)),
            required("act_codes", list(code("A-[A-Z0-9]+-[0-9]+", "A-STHJ-001"))).as(null),
            required("pricing_mode", oneOf("government_set", "government_guided", "market")),
            required("payer", oneOf("enterprise", "government", "either")),
            required("qualification_required", text(500)),
            required("legal_basis", text(1000)),
            required("deliverable", text(200)),
            optional("statutory_working_days", whole(1, 1000)),
            required("confidence", oneOf("high", "medium", "low")),
            required("source", text(1000)),
            optional("notes", text(2000))),
    ACT_ITEM(Tables.ACT_ITEM, "act-item", List.of("act_code", "item_code"), "legal_ground"),
    PRICE_RULE(
            Tables.PRICE_RULE,
            "price-rule",
            List.of("rule_id"),
            "name",
            required("rule_id", code("R-[A-Z0-9]+(-[A-Z0-9]+)*", "R-EIA-BOOK-2011")),
            required("item_code", code("S-[A-Z0-9]+-[0-9]+", "S-HJ-001")),
            required("name", text(200)),
            required("document", text(500)),
            required("region_code", code("[0-9]{6}", "430000")),
            required(
                    "method",
                    oneOf(
                            "tiered_progressive",
                            "tiered_flat_interpolated",
                            "percentage",
                            "unit",
                            "fixed",
                            "range")),
            optional("base_parameter", text(200)),
            optional("base_unit", text(20)),
            required("amount_unit", oneOf("万元", "元")),
            optional("currency", oneOf("CNY")).as(null),
            optional("adjust_min", decimal()),
            optional("adjust_max", decimal()),
            optional("factors", Factors::of),
            optional("floor_fen", whole(0, 1_000_000_000_000_000L)),
            optional("cap_fen", whole(0, 1_000_000_000_000_000L)),
            optional("effective_from", date()),
            optional("effective_to", date()),
            required("status", oneOf("in_force", "superseded", "reference_only")),
            required("tiers_known", yesNo()),
            required("confidence", oneOf("high", "medium", "low")),
            required("source", text(1000)),
            optional("notes", text(2000))),
    TIER(
            Tables.PRICE_RULE_TIER,
            "price-rule-tier",
            List.of("rule_id", "tier_no"),
            "kind",
            required("rule_id", code("R-[A-Z0-9]+(-[A-Z0-9]+)*", "R-EIA-BOOK-2011")),
            required("tier_no", whole(1, 999)),
            optional("selector", text(200)),
            optional("lower_bound", decimal()),
            optional("upper_bound", decimal()),
            required(
                    "kind",
                    oneOf(
                            "marginal_rate",
                            "interp",
                            "flat_rate",
                            "range",
                            "open_floor",
                            "unit_amount",
                            "fixed_amount")),
            optional("rate_or_amount", decimal()),
            optional("low_amount", decimal()),
            optional("high_amount", decimal()),
            optional("notes", text(2000))),
    SYNONYM(
            Tables.SYNONYM,
            "synonym",
            List.of("term"),
            "term",
            required("term", text(100)),
            required("synonyms", list(text(100))),
            optional("item_codes", list(code("S-[A-Z0-9]+-[0-9]+", "S-HJ-001")))),
    CALENDAR_DAY(
            Tables.CALENDAR_DAY,
            "calendar-day",
            List.of("day"),
            "name",
            required("date", date()).as("day"),
            required("type", oneOf("holiday", "workday")).as("kind"),
            required("name", text(100)),
            required("source", text(1000)));

    /**
     * One column.
     *
     * @param name in the file
     * @param target in the table; null when the table has no such column
     * @param required a blank cell is refused
     * @param meaning what its cells may say
     */
    record Column(String name, @Nullable String target, boolean required, Meaning meaning) {

        static Column required(String name, Meaning meaning) {
            return new Column(name, name, true, meaning);
        }

        static Column optional(String name, Meaning meaning) {
            return new Column(name, name, false, meaning);
        }

        Column as(@Nullable String otherTarget) {
            return new Column(name, otherTarget, required, meaning);
        }
    }

    /**
     * What makes a row a version, and what the database works out from the rest of the row, which
     * nobody may write.
     */
    private static final Set<String> OF_THE_VERSION =
            Set.of("valid", "import_id", "factor_low", "factor_high");

    private final Table<?> table;
    private final String entity;
    private final List<String> key;
    private final String label;
    private final List<Column> columns;

    Kind(Table<?> table, String entity, List<String> key, String label, Column... columns) {
        this.table = table;
        this.entity = entity;
        this.key = key;
        this.label = label;
        this.columns = List.of(columns);
    }

    /** The table in the database. */
    String table() {
        return table.getName();
    }

    /** The table's columns, without those that make a row a version. */
    List<String> stored() {
        return table.fieldStream()
                .map(Field::getName)
                .filter(name -> !OF_THE_VERSION.contains(name))
                .toList();
    }

    /** The word for it in event kinds and public feeds. */
    String entity() {
        return entity;
    }

    /** The columns, in the table, that tell one thing from another. */
    List<String> key() {
        return key;
    }

    /** The column, in the table, that a person knows it by. */
    String label() {
        return label;
    }

    List<Column> columns() {
        return columns;
    }

    /** The kind whose required columns the header has; the one with the most of them. */
    static Optional<Kind> of(List<String> header) {
        return Arrays.stream(values())
                .filter(kind -> !kind.columns.isEmpty())
                .filter(kind -> header.containsAll(kind.requiredNames()))
                .max(Comparator.comparingInt(kind -> kind.requiredNames().size()));
    }

    /** Names the columns whose lack keeps a header from being the kind that it is nearest to. */
    static String nearest(List<String> header) {
        return Arrays.stream(values())
                .filter(kind -> !kind.columns.isEmpty())
                .max(
                        Comparator.comparingLong(kind ->
                                kind.requiredNames().stream().filter(header::contains).count()
                                        * 100
                                        / kind.requiredNames().size()))
                .map(kind ->
                        kind.table()
                                + " 缺少列 "
                                + kind.requiredNames().stream()
                                        .filter(name -> !header.contains(name))
                                        .sorted()
                                        .collect(Collectors.joining("、")))
                .orElse("");
    }

    private Set<String> requiredNames() {
        return columns.stream()
                .filter(Column::required)
                .map(Column::name)
                .collect(Collectors.toSet());
    }
}
