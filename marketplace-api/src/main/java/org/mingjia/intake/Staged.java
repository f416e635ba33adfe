package org.mingjia.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Confidence;
import org.mingjia.catalog.Payer;
import org.mingjia.catalog.SelfService;
import org.mingjia.intake.Kind.Column;
import org.mingjia.sheets.Cells.Unfit;
import org.mingjia.sheets.RowErrors;
import org.mingjia.sheets.Sheet;
import org.mingjia.sheets.Sheet.Row;

/**
 * The rows of an import, read and checked one by one, sorted by kind; each still knows its file and
 * line.
 */
final class Staged {

    private final Map<Kind, List<Map<String, @Nullable Object>>> rows = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<String, String>> seen = new EnumMap<>(Kind.class);
    private final RowErrors errors;

    Staged(RowErrors errors) {
        this.errors = errors;
    }

    /** Takes a table in. Answers its kind, or null when its header is of none. */
    @Nullable Kind take(Sheet sheet) {
        Kind kind = Kind.of(sheet.header()).orElse(null);
        if (kind == null) {
            errors.add(
                    sheet.name(),
                    1,
                    null,
                    "unknown-table",
                    "表头不属于任何可导入的表；最接近的 " + Kind.nearest(sheet.header()));
            return null;
        }
        var place = new HashMap<String, Integer>();
        for (int i = 0; i < sheet.header().size(); i++) {
            if (!sheet.header().get(i).isEmpty() && place.put(sheet.header().get(i), i) != null) {
                errors.add(sheet.name(), 1, sheet.header().get(i), "duplicate-column", "列重复出现");
            }
        }
        for (String name : sheet.header()) {
            if (!name.isEmpty() && kind.columns().stream().noneMatch(c -> c.name().equals(name))) {
                errors.add(sheet.name(), 1, name, "unknown-column", "表中没有这一列");
            }
        }
        sheet.rows().stream()
                .filter(row -> !row.blank())
                .forEach(row -> take(kind, sheet.name(), row, place));
        return kind;
    }

    private void take(Kind kind, String file, Row row, Map<String, Integer> place) {
        var taken = new LinkedHashMap<String, @Nullable Object>();
        var given = new HashMap<String, @Nullable Object>();
        boolean fit = true;
        for (Column column : kind.columns()) {
            Integer at = place.get(column.name());
            String cell = at == null || at >= row.cells().size() ? "" : row.cells().get(at).strip();
            Object value = null;
            if (cell.isEmpty()) {
                if (column.required()) {
                    errors.add(file, row.line(), column.name(), "required", "不能为空");
                    fit = false;
                }
            } else {
                try {
                    value = column.meaning().of(cell);
                } catch (Unfit unfit) {
                    errors.add(file, row.line(), column.name(), unfit.rule(), unfit.detail());
                    fit = false;
                }
            }
            given.put(column.name(), value);
            if (column.target() != null) {
                taken.put(column.target(), value);
            }
        }
        for (int i = 0; i < row.cells().size(); i++) {
            if (!place.containsValue(i) && !row.cells().get(i).isBlank()) {
                errors.add(file, row.line(), null, "too-many-cells", "有单元格不属于表头的任何一列");
                fit = false;
                break;
            }
        }
        fit &=
                InOrder.check(
                        given,
                        (column, rule, detail) ->
                                errors.add(file, row.line(), column, rule, detail));
        if (fit) {
            derive(kind, taken, given);
            add(kind, file, row.line(), taken);
            links(kind, file, row.line(), given);
        }
    }

    /** What follows from the row's own words is worked out by the catalogue, once. */
    private static void derive(
            Kind kind, Map<String, @Nullable Object> taken, Map<String, @Nullable Object> given) {
        if (given.get("confidence") instanceof String confidence) {
            taken.put(
                    "verified",
                    Confidence.of(confidence).orElseThrow().verified((String) given.get("notes")));
        }
        switch (kind) {
            case ITEM ->
                    taken.put(
                            "self_service",
                            SelfService.of(
                                            (String) given.get("qualification_required"),
                                            (String) given.get("notes"),
                                            Payer.of(String.valueOf(given.get("payer")))
                                                    .orElseThrow())
                                    .code());
            case PRICE_RULE -> taken.putIfAbsent("factors", List.of());
            case SYNONYM -> taken.putIfAbsent("item_codes", List.of());
            default -> {
                // nothing follows
            }
        }
    }

    /**
     * An item's row names the acts that may demand it; the ground of the demand is the item's own.
     */
    private void links(Kind kind, String file, int line, Map<String, @Nullable Object> given) {
        if (kind == Kind.ITEM && given.get("act_codes") instanceof List<?> acts) {
            for (Object act : acts) {
                var link = new LinkedHashMap<String, @Nullable Object>();
                link.put("act_code", act);
                link.put("item_code", given.get("code"));
                link.put("legal_ground", given.get("legal_basis"));
                add(Kind.ACT_ITEM, file, line, link);
            }
        }
    }

    private void add(Kind kind, String file, int line, Map<String, @Nullable Object> row) {
        var key = new ArrayList<String>();
        kind.key().forEach(column -> key.add(String.valueOf(row.get(column))));
        String name = String.join("/", key);
        String where = file + " 第 " + line + " 行";
        String before = seen.computeIfAbsent(kind, _ -> new HashMap<>()).putIfAbsent(name, where);
        if (before != null) {
            errors.add(
                    file, line, kind.key().getLast(), "duplicate", name + " 已在 " + before + " 出现");
            return;
        }
        row.put("file", file);
        row.put("line", line);
        rows.computeIfAbsent(kind, _ -> new ArrayList<>()).add(row);
    }

    /** The kinds that have rows, in the order in which they rest on one another. */
    List<Kind> kinds() {
        return List.copyOf(rows.keySet());
    }

    List<Map<String, @Nullable Object>> of(Kind kind) {
        return rows.getOrDefault(kind, List.of());
    }
}
