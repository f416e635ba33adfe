package org.mingjia.contractpdf;

import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** Number, hash and page under every page: none is exchanged for another, and none is left out. */
final class PageFoot extends PdfPageEventHelper {

    private static final float BELOW = 28;
    private static final float RIGHT_OF_THE_MIDDLE = 90;

    private final String words;
    private final Font small;

    /** How many pages there are is known at the end alone. */
    private @Nullable PdfTemplate total;

    PageFoot(String number, String hash, Font small) {
        this.words = number + "　" + hash.substring(0, 16) + "…　第 ";
        this.small = small;
    }

    @Override
    public void onOpenDocument(@Nullable PdfWriter writer, @Nullable Document document) {
        if (writer != null) {
            total = writer.getDirectContent().createTemplate(60, 12);
            total.setBoundingBox(new Rectangle(0, -4, 60, 12));
        }
    }

    @Override
    public void onCloseDocument(@Nullable PdfWriter writer, @Nullable Document document) {
        if (writer != null && total != null) {
            String pages = writer.getPageNumber() - 1 + " 页";
            ColumnText.showTextAligned(
                    total, Element.ALIGN_LEFT, new Phrase(pages, small), 0, 0, 0);
        }
    }

    @Override
    public void onEndPage(@Nullable PdfWriter writer, @Nullable Document document) {
        if (writer != null && document != null && total != null) {
            float x = (document.left() + document.right()) / 2 + RIGHT_OF_THE_MIDDLE;
            float y = document.bottom() - BELOW;
            var page = new Phrase(words + writer.getPageNumber() + " 页，共 ", small);
            ColumnText.showTextAligned(
                    writer.getDirectContent(), Element.ALIGN_RIGHT, page, x, y, 0);
            writer.getDirectContent().addTemplate(total, x, y);
        }
    }
}
