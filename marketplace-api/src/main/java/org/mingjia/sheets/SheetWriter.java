package org.mingjia.sheets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Writes a table as a workbook that {@link SheetFiles} reads back as the same cells. */
public final class SheetWriter {

    /** What a workbook is. */
    public static final String XLSX =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static final MediaType MEDIA_TYPE = MediaType.parseMediaType(XLSX);

    /** A spreadsheet keeps 15 significant digits; a number with more is written as text. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,3})?");

    private static final int WIDTH = 16;

    private SheetWriter() {}

    /**
     * A workbook with one sheet. Text is text, whatever it begins with: no spreadsheet runs it.
     *
     * @param rows the first is the header, null and empty text alike are blank cells
     * @param numbers the columns of the header whose cells are numbers, so that people can reckon
     *     with them
     */
    public static byte[] xlsx(
            String sheetName,
            List<? extends List<? extends @Nullable String>> rows,
            Set<String> numbers) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Mingjia", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(sheetName);
            List<? extends @Nullable String> header = rows.getFirst();
            for (int column = 0; column < header.size(); column++) {
                sheet.width(column, WIDTH);
            }
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    String cell = rows.get(row).get(column);
                    if (cell == null || cell.isEmpty()) {
                        continue;
                    }
                    if (row > 0
                            && numbers.contains(String.valueOf(header.get(column)))
                            && NUMBER.matcher(cell).matches()) {
                        sheet.value(row, column, new BigDecimal(cell));
                    } else {
                        sheet.value(row, column, cell);
                    }
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
