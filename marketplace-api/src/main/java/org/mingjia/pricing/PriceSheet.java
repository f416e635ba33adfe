package org.mingjia.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.FieldError;
import org.mingjia.platform.Refused;
import org.mingjia.pricing.PriceRequest.Wanted;
import org.mingjia.quotes.PriceTerms;
import org.mingjia.sheets.RowErrors;
import org.mingjia.sheets.Sheet;
import org.mingjia.web.Answers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A price list as a table. Two headers are known: ours, and that of the sample, in which one column
 * {@code value} is fen or a factor, as the form says.
 */
final class PriceSheet {

    /** Columns of the template and of the export. */
    static final List<String> COLUMNS =
            List.of(
                    "item_code",
                    "region_code",
                    "price_form",
                    "amount",
                    "unit",
                    "factor",
                    "rule_id",
                    "terms",
                    "valid_from");

    private static final Set<String> KNOWN =
            Set.of("agency_code", "value", "published_on", "fictional");

    /** Which column of the table a member of the request was read from. */
    private static final Map<String, String> COLUMN_OF =
            Map.of(
                    "itemCode", "item_code",
                    "regionCode", "region_code",
                    "form", "price_form",
                    "amount", "amount",
                    "unit", "unit",
                    "factor", "factor",
                    "ruleId", "rule_id",
                    "terms", "terms",
                    "validFrom", "valid_from");

    private PriceSheet() {}

    /** One row, understood. */
    record Line(String file, int row, Wanted wanted) {

        void refuse(RowErrors errors, List<FieldError> found) {
            for (FieldError error : found) {
                String member = error.pointer().replaceFirst("^#/?", "").replaceFirst("/.*", "");
                errors.add(file, row, COLUMN_OF.get(member), error.rule(), error.detail());
            }
        }
    }

    /** Reads rows; what is wrong with them goes to the errors, two rows for one price as well. */
    static List<Line> read(Sheet sheet, String defaultRegion, JsonMapper json, RowErrors errors) {
        var place = new HashMap<String, Integer>();
        for (int i = 0; i < sheet.header().size(); i++) {
            String column = sheet.header().get(i);
            if (!column.isEmpty() && !COLUMNS.contains(column) && !KNOWN.contains(column)) {
                errors.add(sheet.name(), 1, column, "unknown-column", "表中没有这一列");
            } else if (!column.isEmpty() && place.put(column, i) != null) {
                errors.add(sheet.name(), 1, column, "duplicate-column", "列重复出现");
            }
        }
        for (String column : List.of("item_code", "price_form")) {
            if (!place.containsKey(column)) {
                errors.add(sheet.name(), 1, column, "required", "缺少这一列");
            }
        }
        var lines = new ArrayList<Line>();
        if (!errors.none()) {
            return lines;
        }
        var seen = new HashMap<String, Integer>();
        for (Sheet.Row row : sheet.rows()) {
            if (row.blank()) {
                continue;
            }
            Line line = line(sheet.name(), row, place, defaultRegion, json, errors);
            if (line == null) {
                continue;
            }
            String key = line.wanted().itemCode() + " " + line.wanted().regionCode();
            Integer before = seen.putIfAbsent(key, row.line());
            if (before == null) {
                lines.add(line);
            } else {
                errors.add(
                        sheet.name(),
                        row.line(),
                        "item_code",
                        "duplicate",
                        key + " 已在第 " + before + " 行出现，同一天只能有一个价格");
            }
        }
        return lines;
    }

    private static @Nullable Line line(
            String file,
            Sheet.Row row,
            Map<String, Integer> place,
            String defaultRegion,
            JsonMapper json,
            RowErrors errors) {
        PriceTerms terms = null;
        String text = cell(row, place, "terms");
        if (text != null) {
            try {
                terms = json.readValue(text, PriceTerms.class);
            } catch (JacksonException notJson) {
                errors.add(file, row.line(), "terms", "json", "不是有效的 JSON，或字段的类型不符");
                return null;
            }
        }
        PriceRequest request = request(row, place, terms);
        try {
            return new Line(file, row.line(), request.read(defaultRegion));
        } catch (Refused refused) {
            if (refused.refusal() instanceof ContentRefused(var found)) {
                for (FieldError error : found) {
                    String member =
                            error.pointer().replaceFirst("^#/?", "").replaceFirst("/.*", "");
                    errors.add(
                            file, row.line(), COLUMN_OF.get(member), error.rule(), error.detail());
                }
                return null;
            }
            throw refused;
        }
    }

    private static PriceRequest request(
            Sheet.Row row, Map<String, Integer> place, @Nullable PriceTerms terms) {
        String form = cell(row, place, "price_form");
        String value = cell(row, place, "value");
        String unit = cell(row, place, "unit");
        String amount = cell(row, place, "amount");
        String factor = cell(row, place, "factor");
        if ("fixed_fen".equals(form)) {
            form = "fixed";
            amount = value == null || !value.matches("[0-9]{1,18}") ? value : yuan(value);
        } else if ("factor_on_rule".equals(form)) {
            form = "factor";
            factor = value;
        }
        return new PriceRequest(
                cell(row, place, "item_code"),
                cell(row, place, "region_code"),
                form,
                null,
                amount,
                unit,
                factor,
                cell(row, place, "rule_id"),
                terms,
                cell(row, place, "valid_from"));
    }

    private static String yuan(String fen) {
        return new BigDecimal(fen).movePointLeft(2).toPlainString();
    }

    private static @Nullable String cell(Sheet.Row row, Map<String, Integer> place, String column) {
        Integer at = place.get(column);
        String text = at == null || at >= row.cells().size() ? "" : row.cells().get(at).strip();
        return text.isEmpty() ? null : Answers.plain(text);
    }
}
