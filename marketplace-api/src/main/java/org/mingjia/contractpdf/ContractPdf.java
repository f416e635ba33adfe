package org.mingjia.contractpdf;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Money;
import org.mingjia.contract.ContractText;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfChunk;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/**
 * The printed contract: what its exact text says, who has confirmed it, and a QR code to its public
 * record. Blocking; its typeface is embedded, as far as it is used.
 */
final class ContractPdf {

    private static final String TYPEFACE = "/fonts/NotoSansSC-Regular.ttf";
    private static final String OPENING = "（《「『【“‘";
    private static final String CLOSING = "，。、；：！？）》」』】”’…—";
    private static final Color RULE = new Color(0xB8, 0xB0, 0xA4);
    private static final Color LABEL = new Color(0xF6, 0xF2, 0xEA);

    private static final Map<String, String> STATUSES =
            Map.of(
                    "drafting",
                    "草稿，尚未签订",
                    "signed",
                    "已签订，尚未备案",
                    "filed",
                    "已备案",
                    "delivered",
                    "已提交成果",
                    "accepted",
                    "已验收",
                    "terminated",
                    "已终止");

    private final Font title;
    private final Font heading;
    private final Font text;
    private final Font small;

    private ContractPdf(BaseFont face) {
        title = new Font(face, 18);
        heading = new Font(face, 11.5f);
        text = new Font(face, 10);
        small = new Font(face, 8, Font.NORMAL, Color.DARK_GRAY);
    }

    /**
     * What is printed around the text.
     *
     * @param status of the contract
     * @param hash SHA-256 of the text
     * @param confirmations who confirmed this document and when, a line each
     * @param supplements signed ones, a line each
     * @param address of the public record
     */
    record Around(
            String status,
            int documentNo,
            String hash,
            List<String> confirmations,
            List<String> supplements,
            String address) {}

    static byte[] of(ContractText contract, Around around) {
        return new ContractPdf(Face.READ).print(contract, around);
    }

    /** Ten megabytes, read once, and only where something is printed. */
    private static final class Face {

        static final BaseFont READ = read();

        private static BaseFont read() {
            try (var file = ContractPdf.class.getResourceAsStream(TYPEFACE)) {
                byte[] bytes = Objects.requireNonNull(file, TYPEFACE).readAllBytes();
                return BaseFont.createFont(
                        TYPEFACE, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, bytes, null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] print(ContractText contract, Around around) {
        var bytes = new ByteArrayOutputStream();
        var document = new Document(PageSize.A4, 56, 56, 56, 64);
        PdfWriter.getInstance(document, bytes)
                .setPageEvent(new PageFoot(contract.number(), around.hash(), small));
        document.addTitle(contract.number() + " " + contract.title());
        document.addCreator("Mingjia 明价");
        document.open();
        document.add(centred("中介服务合同", title, 4));
        document.add(
                centred(
                        contract.number() + "　" + STATUSES.getOrDefault(around.status(), ""),
                        small,
                        14));
        document.add(facts(contract, around));
        document.add(head("付款节点"));
        document.add(nodes(contract));
        int nth = 0;
        for (var clause : contract.clauses()) {
            nth++;
            document.add(head("第" + nth + "条　" + clause.title()));
            document.add(paragraph(clause.text()));
        }
        if (contract.special() != null) {
            document.add(head("补充约定"));
            document.add(paragraph(contract.special()));
        }
        if (!around.supplements().isEmpty()) {
            document.add(head("已签订的补充协议"));
            around.supplements().forEach(line -> document.add(paragraph(line)));
        }
        document.add(head("双方确认"));
        if (around.confirmations().isEmpty()) {
            document.add(paragraph("尚无一方确认本稿。"));
        }
        around.confirmations().forEach(line -> document.add(paragraph(line)));
        document.add(seal(around));
        document.close();
        return bytes.toByteArray();
    }

    private PdfPTable facts(ContractText contract, Around around) {
        var table = table(24, 76);
        row(table, "项目", contract.title() + "（" + contract.projectName() + "）");
        if (contract.projectCode() != null) {
            row(table, "投资项目代码", contract.projectCode());
        }
        row(table, "委托方", contract.owner().name() + "　" + contract.owner().uscc());
        row(table, "受托方", contract.agency().name() + "　" + contract.agency().uscc());
        row(table, "行政事项", contract.actCode() + "　" + contract.actName());
        row(table, "中介服务事项", contract.itemCode() + "　" + contract.itemName());
        row(table, "项目所在地", contract.regionName() + "（" + contract.regionCode() + "）");
        row(table, "成果", contract.deliverable());
        row(table, "合同金额", money(contract.amountFen()) + "（大写：" + contract.amountInWords() + "）");
        row(
                table,
                "价格依据",
                "受托方公布的价格版本 "
                        + contract.price().entryId()
                        + "，公告日 "
                        + contract.price().publishedOn()
                        + " 按项目参数为 "
                        + money(contract.price().priceFen())
                        + "；最高限价 "
                        + money(contract.boundFen()));
        row(table, "交付日", contract.deliverBy().toString());
        row(
                table,
                "采购公告",
                contract.requestNumber()
                        + "　标段 "
                        + contract.lotNo()
                        + "　合同文本第 "
                        + around.documentNo()
                        + " 稿");
        return table;
    }

    private PdfPTable nodes(ContractText contract) {
        var table = table(56, 19, 25);
        table.setSpacingBefore(4);
        table.setHeaderRows(1);
        for (var column : List.of("节点", "何时可收", "金额")) {
            boolean amount = column.equals("金额");
            var label = cell(column, amount ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
            label.setBackgroundColor(LABEL);
            table.addCell(label);
        }
        for (var node : contract.nodes()) {
            table.addCell(cell(node.name(), Element.ALIGN_LEFT));
            table.addCell(cell(node.advance() ? "备案之前" : "备案之后", Element.ALIGN_LEFT));
            table.addCell(cell(money(node.amountFen()), Element.ALIGN_RIGHT));
        }
        return table;
    }

    private PdfPTable seal(Around around) {
        var table = table(78, 22);
        table.setSpacingBefore(14);
        table.setKeepTogether(true);
        var said =
                new PdfPCell(
                        new Phrase(
                                "合同文本的 SHA-256：\n"
                                        + around.hash()
                                        + "\n双方确认的是这一文本的每一个字。扫描二维码或打开下面的地址，核对公开的合同登记：\n"
                                        + around.address(),
                                small));
        said.setLeading(0, 1.6f);
        said.setPadding(8);
        said.setBorderColor(RULE);
        table.addCell(said);
        var code = new PdfPCell(QrCode.of(around.address()), true);
        code.setPadding(6);
        code.setBorderColor(RULE);
        table.addCell(code);
        return table;
    }

    private PdfPTable table(float... widths) {
        var table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        return table;
    }

    private void row(PdfPTable table, String name, String value) {
        var label = cell(name, Element.ALIGN_LEFT);
        label.setBackgroundColor(LABEL);
        table.addCell(label);
        table.addCell(cell(value, Element.ALIGN_LEFT));
    }

    private PdfPCell cell(String value, int alignment) {
        var cell = new PdfPCell(new Phrase(value, text));
        cell.setHorizontalAlignment(alignment);
        cell.setPadding(5);
        cell.setLeading(0, 1.35f);
        cell.setBorderColor(RULE);
        return cell;
    }

    private Paragraph head(String words) {
        var paragraph = new Paragraph(words, heading);
        paragraph.setLeading(0, 1.4f);
        paragraph.setSpacingBefore(10);
        paragraph.setSpacingAfter(4);
        return paragraph;
    }

    private Paragraph paragraph(String words) {
        var chunk = new Chunk(words, text);
        chunk.setSplitCharacter(ContractPdf::maySplitAfter);
        var paragraph = new Paragraph(chunk);
        paragraph.setLeading(0, 1.6f);
        return paragraph;
    }

    /** 避头尾: no line begins with what closes, and none ends with what opens. */
    private static boolean maySplitAfter(
            int start, int current, int end, char[] characters, PdfChunk @Nullable [] chunks) {
        char last = characters[current];
        boolean breaks = last == ' ' || last == '-' || last >= '\u2E80';
        return breaks
                && OPENING.indexOf(last) < 0
                && (current + 1 >= end || CLOSING.indexOf(characters[current + 1]) < 0);
    }

    private static Paragraph centred(String words, Font font, float after) {
        var paragraph = new Paragraph(words, font);
        paragraph.setAlignment(Element.ALIGN_CENTER);
        paragraph.setSpacingAfter(after);
        return paragraph;
    }

    private static String money(long fen) {
        return new Money(fen).yuan();
    }
}
