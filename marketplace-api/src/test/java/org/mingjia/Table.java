package org.mingjia;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;

/** A table as an operator would send it, as CSV or as a workbook. Immutable. */
public record Table(List<String> header, List<List<String>> rows) {

    public static final String SOME_ACT = "A-FGW-001";

    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    public static Table of(String header, String... rows) {
        return new Table(cells(header), Stream.of(rows).map(Table::cells).toList());
    }

    /** Items under codes of their own, all alike but for code and name. */
    public static Table items(String prefix, int count) {
        return items(prefix, count, n -> "试验事项" + prefix + n);
    }

    public static Table items(String prefix, int count, IntFunction<String> name) {
        return new Table(
                cells(
                        "code|name|category|act_codes|pricing_mode|payer|qualification_required"
                                + "|legal_basis|deliverable|statutory_working_days|confidence|source|notes"),
                IntStream.rangeClosed(1, count)
                        .mapToObj(n ->
                                List.of(
                                        prefix + n,
                                        name.apply(n),
                                        "试验类",
                                        SOME_ACT,
                                        "market",
                                        "enterprise",
                                        "无强制资质",
                                        "试验用法第一条",
                                        "报告",
                                        "10",
                                        "high",
                                        "test",
                                        ""))
                        .toList());
    }

    /** Acts under codes of their own. */
    public static Table acts(String... codes) {
        return of(
                "code|name|kind|department_code|legal_basis|has_intermediary|confidence|source",
                Stream.of(codes)
                        .map(c -> c + "|试验行为" + c + "|licence|433100-FGW|试验用法第二条|yes|high|test")
                        .toArray(String[]::new));
    }

    /** A progressive rule of an item; its tiers are {@link #tiers}. */
    public static Table rule(String ruleId, String itemCode) {
        return of(
                "rule_id|item_code|name|document|region_code|method|base_parameter|base_unit|amount_unit"
                        + "|adjust_min|adjust_max|factors|floor_fen|cap_fen|effective_from|effective_to"
                        + "|status|tiers_known|confidence|source|notes",
                ruleId
                        + "|"
                        + itemCode
                        + "|试验收费|试验文号|433100|tiered_progressive|总投资|万元|万元|0.8|1.2||||2020-01-01|"
                        + "|in_force|yes|high|test|");
    }

    /** Two marginal tiers up to 100 and 500. */
    public static Table tiers(String ruleId) {
        return of(
                "rule_id|tier_no|selector|lower_bound|upper_bound|kind|rate_or_amount|low_amount|high_amount|notes",
                ruleId + "|1||0|100|marginal_rate|0.015|||",
                ruleId + "|2||100|500|marginal_rate|0.011|||");
    }

    /** The same with another text in one cell; rows are counted from 1. */
    public Table with(int row, String column, String cell) {
        var changed = new ArrayList<>(rows.stream().map(ArrayList::new).toList());
        changed.get(row - 1).set(header.indexOf(column), cell);
        return new Table(header, List.copyOf(changed));
    }

    /** The same without a column. */
    public Table without(String column) {
        int at = header.indexOf(column);
        return new Table(dropped(header, at), rows.stream().map(row -> dropped(row, at)).toList());
    }

    /** The same with one more column. */
    public Table plus(String column, String cell) {
        return new Table(
                joined(header, column), rows.stream().map(row -> joined(row, cell)).toList());
    }

    /** The same without one row. */
    public Table withoutRow(int row) {
        var left = new ArrayList<>(rows);
        left.remove(row - 1);
        return new Table(header, left);
    }

    /** The same without the rows before one. */
    public Table rowsFrom(int row) {
        return new Table(header, rows.subList(row - 1, rows.size()));
    }

    public String csv() {
        return Stream.concat(Stream.of(header), rows.stream())
                .map(row -> row.stream().map(Table::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** A workbook with one sheet; what looks like a number is one, {@code =…} is a formula. */
    public byte[] xlsx() {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            var sheet = workbook.newWorksheet("表一");
            for (int column = 0; column < header.size(); column++) {
                sheet.value(0, column, header.get(column));
                for (int row = 0; row < rows.size(); row++) {
                    String cell = rows.get(row).get(column);
                    if (cell.startsWith("=")) {
                        sheet.formula(row + 1, column, cell.substring(1));
                    } else if (cell.matches("[0-9]{1,15}(\\.[0-9]+)?")) {
                        sheet.value(row + 1, column, Double.valueOf(cell));
                    } else if (!cell.isEmpty()) {
                        sheet.value(row + 1, column, cell);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[,\"\\r\\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split("\\|", -1));
    }

    private static List<String> dropped(List<String> cells, int at) {
        var left = new ArrayList<>(cells);
        left.remove(at);
        return left;
    }

    private static List<String> joined(List<String> cells, String more) {
        var joined = new ArrayList<>(cells);
        joined.add(more);
        return joined;
    }
}
