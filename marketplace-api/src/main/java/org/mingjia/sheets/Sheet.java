package org.mingjia.sheets;

import java.util.List;

/**
 * One table as its sender wrote it: a CSV file, or a sheet of a workbook.
 *
 * @param name file name, and for a workbook the sheet behind {@code !}
 * @param header column names
 * @param rows the rest, in order
 */
public record Sheet(String name, List<String> header, List<Row> rows) {

    /**
     * One row.
     *
     * @param line where the sender finds it; the header is line 1
     * @param cells as many as there are, empty text where a cell is blank
     */
    public record Row(int line, List<String> cells) {

        public boolean blank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }
}
