package org.mingjia.contractpdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.mingjia.People.Person;
import org.mingjia.award.Auction;
import org.mingjia.contract.Deal;

/** The printed contract says what the confirmed text says. */
class ContractPdfTest {

    @Test
    void itHasTheAmountInWordsTheHashAndWhoConfirmed() throws Exception {
        var deal = Deal.drafted(12_345);
        deal.propose(
                deal.owner,
                List.of(Deal.node(Deal.ADVANCE, 2_345, true), Deal.node(Deal.NODE, 10_000, false)));
        String draft = text(pdf(deal, deal.owner));
        assertThat(draft).contains("草稿，尚未签订").contains("尚无一方确认本稿");

        deal.sign();
        byte[] pdf = pdf(deal, deal.agency);
        assertThat(pdf.length).as("the typeface is embedded in part").isBetween(20_000, 400_000);
        assertThat(text(pdf))
                .contains("中介服务合同")
                .contains("12,345.00元")
                .contains("壹万贰仟叁佰肆拾伍元整")
                .contains(Deal.ADVANCE)
                .contains(deal.owner.uscc())
                .contains(deal.agency.uscc())
                .contains(deal.document().path("hash").asString())
                .contains("/contracts/" + deal.number)
                .contains("清单之外不得收取任何费用")
                .contains("节点何时可收金额")
                .contains("第1页，共")
                .contains("受托方试验中介机构");
    }

    @Test
    void itSaysWhereTheContractStandsToTheEnd() throws Exception {
        var deal = Deal.filed(8_000).accepted();
        assertThat(text(pdf(deal, deal.owner))).contains(deal.number + "　已验收");
    }

    @Test
    void itsCodeLeadsToThePublicRecord() throws Exception {
        String address = "https://example.org/contracts/HT-433101-20261128-0001-1";
        var matrix = QrCode.matrix(address);
        int[] pixels = new int[matrix.getWidth() * matrix.getHeight()];
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                pixels[y * matrix.getWidth() + x] = matrix.get(x, y) ? 0xFF000000 : 0xFFFFFFFF;
            }
        }
        var picture = new RGBLuminanceSource(matrix.getWidth(), matrix.getHeight(), pixels);
        assertThat(
                        new QRCodeReader()
                                .decode(new BinaryBitmap(new HybridBinarizer(picture)))
                                .getText())
                .isEqualTo(address);
    }

    private static byte[] pdf(Deal deal, Person by) {
        return by.http()
                .get()
                .uri(deal.path() + "/document.pdf")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/pdf")
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
    }

    /** All of it, without blanks: lines break where they will. */
    private static String text(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    @Test
    void nobodyElseIsGivenIt() {
        var deal = Deal.drafted(8_000);
        assertThat(Auction.seller(1).get(deal.path() + "/document.pdf").status()).isEqualTo(404);
    }
}
