package org.mingjia.ops.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sample's own words for papers mean among the market's kinds. Where the sample leaves out
 * the paper that an item's requirement names, one of that kind is added: nothing is admitted here
 * that a real agency could not be admitted with.
 */
final class SamplePapers {

    /** A kind and a level. */
    record Paper(String kind, @Nullable String level) {}

    private static final Map<String, Paper> BY_WORDS =
            Map.ofEntries(
                    said("环评工程师", "EIA-ENGINEERS", null),
                    said("CMA", "CMA", null),
                    said("水土保持方案编制能力", "SOIL-CONSERVATION", null),
                    said("水资源论证能力", "WATER-RESOURCES", null),
                    said("测绘资质", "SURVEYING", "乙级"),
                    said("一级注册造价工程师", "COST-ENGINEERS", null),
                    said("工程咨询单位备案", "CONSULTING", null),
                    said("招标从业人员", "TENDERING-STAFF", null),
                    said("房屋建筑工程监理", "SUPERVISION", "乙级"),
                    said("市政公用工程监理", "SUPERVISION", "乙级"),
                    said("工程勘察", "SURVEY", "乙级"),
                    said("建筑行业设计", "DESIGN", "乙级"),
                    said("安全评价检测检验机构资质", "SAFETY", null),
                    said("建设工程质量检测专项资质", "CONSTRUCTION-TESTING", "专项资质"),
                    said("会计师事务所执业证书", "ACCOUNTING", null),
                    said("资产评估备案", "ASSET-VALUATION", null),
                    said("房地产估价备案", "REALTY-VALUATION", "三级"),
                    said("土地估价备案", "LAND-VALUATION", null),
                    said("地质灾害评估和治理工程勘查设计", "GEO-HAZARD", "乙级"),
                    said("林业调查规划设计", "FORESTRY", "乙级"),
                    said("放射卫生技术服务机构资质", "RADIATION-HEALTH", "乙级"),
                    said("职业卫生技术服务机构资质", "OCCUPATIONAL-HEALTH", null),
                    said("司法鉴定许可证", "FORENSIC", null));

    private static final Map<String, Paper> BY_ITEM =
            Map.of(
                    "S-WS-004", new Paper("CMA", null),
                    "S-QX-001", new Paper("LIGHTNING", "乙级"),
                    "S-ZR-001", new Paper("PLANNING", "乙级"));

    private SamplePapers() {}

    private static Map.Entry<String, Paper> said(
            String words, String kind, @Nullable String level) {
        return Map.entry(words, new Paper(kind, level));
    }

    /** The papers of an agency. */
    static List<Paper> of(List<String> words, List<String> items) {
        var papers = new ArrayList<Paper>();
        for (String said : words) {
            papers.add(
                    BY_WORDS.entrySet().stream()
                            .filter(known -> said.startsWith(known.getKey()))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElseThrow(() -> new StackFailure("no kind of paper is " + said)));
        }
        for (String item : items) {
            Paper needed = BY_ITEM.get(item);
            if (needed != null && papers.stream().noneMatch(p -> p.kind().equals(needed.kind()))) {
                papers.add(needed);
            }
        }
        return papers;
    }

    /** One page that says what it is. */
    static byte[] scan(String number) {
        String says =
                "BT /F1 18 Tf 60 700 Td (FICTITIOUS SAMPLE - NOT A REAL CERTIFICATE) Tj 0 -40 Td ("
                        + number
                        + ") Tj ET";
        var objects =
                List.of(
                        "<</Type/Catalog/Pages 2 0 R>>",
                        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
                        "<</Length " + says.length() + ">>\nstream\n" + says + "\nendstream",
                        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        var pdf = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int at = pdf.length();
        pdf.append("xref\n0 ").append(objects.size() + 1).append('\n').append(table);
        pdf.append("trailer\n<</Size ")
                .append(objects.size() + 1)
                .append("/Root 1 0 R>>\nstartxref\n");
        pdf.append(at).append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
