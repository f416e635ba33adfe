package org.mingjia.bench.figures;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A large catalogue in the words of the real one: the sample's items and acts, for other places,
 * trades and stages. The same numbers give the same rows.
 *
 * <p>Four items to an act, and every third item serves a second act, as in the sample.
 */
final class SyntheticCatalogue {
    private static final int ITEMS_PER_ACT = 4;
    private static final long SEED = 20261123;

    private static final List<String> TRADES =
            List.of(
                    "公路", "水利枢纽", "水电站", "光伏发电", "风力发电", "学校", "医院", "污水处理", "垃圾处理", "供水", "燃气",
                    "锰矿开采", "铅锌冶炼", "食品加工", "茶叶加工", "制药", "旅游景区", "民宿", "农产品冷链", "物流园", "标准厂房",
                    "住宅小区", "老旧小区改造", "桥梁", "隧道", "停车场", "养殖场", "屠宰场", "加油站", "通信基站");
    private static final List<String> STAGES =
            List.of("可行性研究阶段", "初步设计阶段", "施工图阶段", "开工前", "施工期", "竣工验收", "运营期", "变更");

    private final List<NamedCsvRecord> regions;
    private final List<NamedCsvRecord> departments;
    private final List<NamedCsvRecord> acts;
    private final List<NamedCsvRecord> items;
    private final List<NamedCsvRecord> synonyms;

    SyntheticCatalogue(Path sampleData) {
        regions = read(sampleData, "regions");
        departments = read(sampleData, "departments");
        acts = read(sampleData, "administrative_acts");
        items = read(sampleData, "service_items");
        synonyms = read(sampleData, "synonyms");
    }

    private static List<NamedCsvRecord> read(Path folder, String name) {
        try (var rows = CsvReader.builder().ofNamedCsvRecord(folder.resolve(name + ".csv"))) {
            return rows.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of one import: items {@code from} (inclusive) to {@code to}, and their acts. */
    Map<String, byte[]> files(int from, int to) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("acts.csv", acts(from / ITEMS_PER_ACT, to / ITEMS_PER_ACT));
        files.put("items.csv", items(from, to));
        return files;
    }

    /** Data rows in the files of these items. */
    static int rows(int from, int to) {
        return to - from + to / ITEMS_PER_ACT - from / ITEMS_PER_ACT;
    }

    static String itemCode(int number) {
        return "S-GEN-%06d".formatted(number);
    }

    private static String actCode(int number) {
        return "A-GEN-%06d".formatted(number);
    }

    private byte[] acts(int from, int to) {
        var lines = new ArrayList<List<String>>();
        lines.add(
                List.of(
                        "code",
                        "name",
                        "kind",
                        "department_code",
                        "legal_basis",
                        "has_intermediary",
                        "confidence",
                        "source"));
        for (int n = from; n < to; n++) {
            var random = new Random(SEED + 7L * n);
            var base = acts.get(random.nextInt(acts.size()));
            lines.add(
                    List.of(
                            actCode(n),
                            place(random) + trade(random) + "项目" + base.getField("name"),
                            base.getField("kind"),
                            departments.get(random.nextInt(departments.size())).getField("code"),
                            base.getField("legal_basis"),
                            "yes",
                            base.getField("confidence"),
                            "ops/bench"));
        }
        return csv(lines);
    }

    private byte[] items(int from, int to) {
        var lines = new ArrayList<List<String>>();
        lines.add(
                List.of(
                        "code",
                        "name",
                        "category",
                        "act_codes",
                        "pricing_mode",
                        "payer",
                        "qualification_required",
                        "legal_basis",
                        "deliverable",
                        "statutory_working_days",
                        "confidence",
                        "source",
                        "notes"));
        for (int n = from; n < to; n++) {
            var random = new Random(SEED + 13L * n);
            var base = items.get(random.nextInt(items.size()));
            lines.add(
                    List.of(
                            itemCode(n),
                            place(random)
                                    + trade(random)
                                    + "项目"
                                    + base.getField("name")
                                    + "（"
                                    + STAGES.get(random.nextInt(STAGES.size()))
                                    + "）",
                            base.getField("category"),
                            actsOf(n, from),
                            base.getField("pricing_mode"),
                            List.of("enterprise", "government", "either").get(random.nextInt(3)),
                            base.getField("qualification_required"),
                            base.getField("legal_basis"),
                            base.getField("deliverable"),
                            base.getField("statutory_working_days"),
                            base.getField("confidence"),
                            "ops/bench",
                            base.getField("notes")));
        }
        return csv(lines);
    }

    /** Its own act, and for every third item the one before where this import has it. */
    private static String actsOf(int item, int from) {
        int own = item / ITEMS_PER_ACT;
        return item % 3 == 0 && own > from / ITEMS_PER_ACT
                ? actCode(own) + ";" + actCode(own - 1)
                : actCode(own);
    }

    private String place(Random random) {
        return regions.get(1 + random.nextInt(regions.size() - 1)).getField("name");
    }

    private static String trade(Random random) {
        return TRADES.get(random.nextInt(TRADES.size()));
    }

    private static byte[] csv(List<List<String>> lines) {
        var text = new StringWriter();
        try (var writer = CsvWriter.builder().build(text)) {
            lines.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What people may type: the register's terms and their other words, and whole names. */
    List<String> questions() {
        var questions = new LinkedHashSet<String>();
        synonyms.forEach(row -> questions.add(row.getField("term")));
        synonyms.forEach(row -> questions.add(row.getField("synonyms").split(";", 2)[0]));
        items.forEach(row -> questions.add(row.getField("name")));
        return questions.stream().limit(240).toList();
    }

    List<String> categories() {
        return items.stream().map(row -> row.getField("category")).distinct().limit(12).toList();
    }
}
