package org.mingjia.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Sending.get;
import static org.mingjia.Sending.toScratch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.Table;

class WorkbookTest {

    @Test
    void aWorkbookSaysTheSameAsItsCsv() {
        Table items = Table.items("S-BOOK-", 20);
        Table rule = Table.rule("R-BOOK-1", "S-BOOK-1");
        Table tiers = Table.tiers("R-BOOK-1");
        Answer csv =
                toScratch()
                        .file("items.csv", items)
                        .file("rules.csv", rule)
                        .file("tiers.csv", tiers)
                        .send();
        assertThat(csv.status()).as("%s", csv.body()).isEqualTo(201);

        Answer workbook =
                Scratch.withoutTrace(() ->
                        toScratch()
                                .file("items.xlsx", items.xlsx())
                                .file("rules.xlsx", rule.xlsx())
                                .file("tiers.xlsx", tiers.xlsx())
                                .query("?effectiveFrom=" + Scratch.day(1))
                                .send());

        assertThat(workbook.number("unchanged"))
                .as("%s", workbook.body())
                .isEqualTo(20 + 20 + 1 + 2);
        assertThat(workbook.body().at("/files/0/file").asString()).isEqualTo("items.xlsx!表一");
    }

    @Test
    void aNumberOfABinarySpreadsheetIsTheDecimalThatItsAuthorTyped() {
        Table tiers =
                Table.tiers("R-EXACT-1")
                        .with(1, "rate_or_amount", "0.0149999")
                        .with(2, "rate_or_amount", "0.1");
        Answer published =
                toScratch()
                        .file("rule.csv", Table.rule("R-EXACT-1", "S-HJ-001"))
                        .file("tiers.xlsx", tiers.xlsx())
                        .send();

        assertThat(published.status()).as("%s", published.body()).isEqualTo(201);
        assertThat(
                        Scratch.ask(
                                "select string_agg(rate_or_amount::text, ' ' order by tier_no)"
                                        + " from price_rule_tier where rule_id = 'R-EXACT-1'"))
                .isEqualTo("0.0149999 0.1");
    }

    @Test
    void aFormulaIsDataAndHarmlessWhereItIsReadAgain() {
        Table formula = Table.items("S-FORM-", 1).with(1, "deliverable", "=1+1");
        assertThat(toScratch().file("f.xlsx", formula.xlsx()).send().status()).isEqualTo(201);
        Table text =
                Table.items("S-FORM-", 2).withoutRow(1).with(1, "deliverable", "=HYPERLINK(\"x\")");
        assertThat(toScratch().file("f.csv", text).send().status()).isEqualTo(201);

        assertThat(get("/api/items/S-FORM-1").text("deliverable")).isEqualTo("=1+1");
        assertThat(get("/api/items/S-FORM-2").text("deliverable")).isEqualTo("=HYPERLINK(\"x\")");
        String csv =
                Scratch.market()
                        .http()
                        .get()
                        .uri("/api/items?category=试验类&format=csv")
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(csv).contains(",'=1+1,").contains("\"'=HYPERLINK(\"\"x\"\")\"");
    }

    @Test
    void aNumberThatIsNoneAndOneOfABillionDigitsAreRefusedByCell() throws IOException {
        byte[] good = Table.tiers("R-BIG-1").xlsx();
        for (String number : new String[] {"1e999999999", "abc", "1E-99999"}) {
            byte[] bad = rewritten(good, "<v>0.011</v>", "<v>" + number + "</v>");
            long start = System.nanoTime();

            Answer refused = Scratch.withoutTrace(() -> toScratch().file("big.xlsx", bad).send());

            assertThat(refused.status()).as("%s %s", number, refused.body()).isEqualTo(422);
            assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
        }
    }

    @Test
    void anEntityThatUnfoldsWithoutEndUnfoldsToNothing() throws IOException {
        String laughs =
                "<!DOCTYPE l [<!ENTITY a \"哈哈哈哈哈哈哈哈哈哈\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">"
                        + "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">"
                        + "<!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\"><!ENTITY h \"&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;\">]>";
        byte[] book = Table.items("S-LAUGH-", 1).xlsx();
        byte[] bad =
                rewritten(
                        rewritten(book, "<worksheet", laughs + "<worksheet"),
                        "<v>10</v>",
                        "<v>&h;</v>");
        byte[] worse = rewritten(rewritten(book, "<sst", laughs + "<sst"), "试验类", "&h;");
        for (byte[] bomb : new byte[][] {bad, worse}) {
            long start = System.nanoTime();

            Answer refused =
                    Scratch.withoutTrace(() -> toScratch().file("laughs.xlsx", bomb).send());

            assertThat(refused.status()).as("%s", refused.body()).isEqualTo(422);
            assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
        }
    }

    @Test
    void aBrokenWorkbookIsOneThatCannotBeRead() {
        byte[] half = java.util.Arrays.copyOf(Table.items("S-HALF-", 50).xlsx(), 1500);

        Answer refused = Scratch.withoutTrace(() -> toScratch().file("half.xlsx", half).send());

        assertThat(refused.errors()).containsExactly("0 - unreadable");
    }

    private static byte[] rewritten(byte[] book, String from, String to) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var file = Files.createTempFile("book", ".xlsx");
        Files.write(file, book);
        try (var in = new ZipFile(file.toFile());
                var out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : in.stream().toList()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                String text =
                        new String(in.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                out.write(text.replace(from, to).getBytes(StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(file);
        }
        return bytes.toByteArray();
    }
}
