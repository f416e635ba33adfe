package org.mingjia.sheets;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.ImportTooLarge;
import org.mingjia.platform.Refused;
import org.mingjia.sheets.Sheet.Row;

/**
 * Reads tables out of CSV and XLSX files. A formula is never run: its text is the cell. Blocks;
 * runs on a thread that may.
 */
public final class SheetFiles {

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final int MOST_ENTRIES = 2_000;
    private static final int MOST_COLUMNS = 200;
    private static final int MOST_DIGITS = 40;

    private final MingjiaSettings.Imports bounds;
    private final RowErrors errors;
    private int rowsLeft;

    public SheetFiles(MingjiaSettings.Imports bounds, RowErrors errors) {
        this.bounds = bounds;
        this.errors = errors;
        this.rowsLeft = bounds.maxRows();
    }

    /** The tables of one file; what cannot be read is added to the errors. */
    public List<Sheet> read(String name, Path file) {
        try {
            if (isZip(file)) {
                refuseBomb(file);
                return workbook(name, file);
            }
            return csv(name, file);
        } catch (CharacterCodingException _) {
            errors.add(name, 0, null, "encoding", "文件不是 UTF-8 编码；请另存为 “CSV UTF-8” 后重试");
        } catch (CsvParseException | ZipException | ExcelReaderException unreadable) {
            errors.add(
                    name, 0, null, "unreadable", "文件不能解读为 CSV 或 XLSX：" + unreadable.getMessage());
        } catch (IOException unreadable) {
            errors.add(name, 0, null, "unreadable", "文件不能解读为 CSV 或 XLSX");
        } catch (UncheckedIOException unreadable) {
            String rule =
                    unreadable.getCause() instanceof CharacterCodingException
                            ? "encoding"
                            : "unreadable";
            errors.add(
                    name,
                    0,
                    null,
                    rule,
                    rule.equals("encoding")
                            ? "文件不是 UTF-8 编码；请另存为 “CSV UTF-8” 后重试"
                            : "文件不能解读为 CSV 或 XLSX");
        }
        return List.of();
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return java.util.Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    private List<Sheet> csv(String name, Path file) throws IOException {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var text =
                        new InputStreamReader(
                                new BufferedInputStream(Files.newInputStream(file)), decoder);
                var reader =
                        CsvReader.builder()
                                .skipEmptyLines(true)
                                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                                .ofCsvRecord(text)) {
            List<String> header = null;
            var rows = new ArrayList<Row>();
            for (CsvRecord csv : reader) {
                List<String> cells = csv.getFields();
                if (header == null) {
                    header = header(cells);
                    continue;
                }
                take();
                int line = (int) csv.getStartingLineNumber();
                if (cells.size() < header.size()) {
                    errors.add(name, line, null, "too-few-cells", "单元格少于表头的列");
                }
                rows.add(new Row(line, List.copyOf(cells)));
            }
            return header == null ? empty(name) : List.of(new Sheet(name, header, rows));
        }
    }

    private List<Sheet> workbook(String name, Path file) throws IOException {
        var sheets = new ArrayList<Sheet>();
        try (var workbook = new ReadableWorkbook(file.toFile())) {
            for (var each : workbook.getSheets().toList()) {
                try (Stream<org.dhatim.fastexcel.reader.Row> stream = each.openStream()) {
                    Sheet sheet = sheet(name + "!" + each.getName(), stream.iterator());
                    if (sheet != null) {
                        sheets.add(sheet);
                    }
                }
            }
        }
        return sheets.isEmpty() ? empty(name) : sheets;
    }

    private @Nullable Sheet sheet(
            String name, java.util.Iterator<org.dhatim.fastexcel.reader.Row> rows) {
        List<String> header = null;
        var read = new ArrayList<Row>();
        while (rows.hasNext()) {
            var row = rows.next();
            List<String> cells = row.stream().limit(MOST_COLUMNS).map(SheetFiles::text).toList();
            if (cells.stream().allMatch(String::isBlank)) {
                continue;
            }
            if (header == null) {
                header = header(cells);
                continue;
            }
            take();
            read.add(new Row(row.getRowNum(), cells));
        }
        return header == null ? null : new Sheet(name, header, read);
    }

    private List<Sheet> empty(String name) {
        errors.add(name, 0, null, "empty", "文件没有内容");
        return List.of();
    }

    private static List<String> header(List<String> cells) {
        return cells.stream()
                .limit(MOST_COLUMNS)
                .map(c -> c.replace("\uFEFF", "").strip())
                .toList();
    }

    private void take() {
        if (--rowsLeft < 0) {
            throw new Refused(
                    new ImportTooLarge(
                            "rows", "一次导入不超过 " + bounds.maxRows() + " 行", bounds.maxRows()));
        }
    }

    private static String text(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        if (cell.getFormula() != null && !cell.getFormula().isEmpty()) {
            return "=" + cell.getFormula();
        }
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.NUMBER && raw != null) {
            if (isDate(cell)) {
                return cell.asDate().toLocalDate().toString();
            }
            // a spreadsheet keeps 15 significant digits and writes 0.015 as 1.4999999999999999E-2
            return number(raw);
        }
        String shown = cell.getText();
        return shown == null ? "" : shown;
    }

    /** A workbook keeps a date as a number of days and says only in the format that it is one. */
    private static boolean isDate(Cell cell) {
        Integer format = cell.getDataFormatId();
        String pattern = cell.getDataFormatString();
        return (format != null && format >= 14 && format <= 22)
                || (pattern != null && pattern.contains("y") && pattern.contains("d"));
    }

    /** The number in plain digits; what is none, or has too many digits, stays as it is written. */
    private static String number(String raw) {
        try {
            BigDecimal number = new BigDecimal(raw).round(new MathContext(15)).stripTrailingZeros();
            return Math.abs((long) number.scale()) > MOST_DIGITS ? raw : number.toPlainString();
        } catch (NumberFormatException notANumber) {
            return raw;
        }
    }

    /**
     * Unpacks to nowhere, counting: a small file that unpacks to a huge one is refused before
     * parsing. By the central directory, as the parser reads it; writers that stream leave no sizes
     * before the entries.
     */
    private void refuseBomb(Path file) throws IOException {
        long packed = Files.size(file);
        long unpacked = 0;
        int entries = 0;
        byte[] buffer = new byte[65_536];
        try (var zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (++entries > MOST_ENTRIES) {
                    throw tooLarge("entries", "压缩包内文件过多", MOST_ENTRIES);
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    long before = unpacked;
                    for (int read = in.readNBytes(buffer, 0, buffer.length);
                            read > 0;
                            read = in.readNBytes(buffer, 0, buffer.length)) {
                        if (unpacked == before && declaresEntities(buffer, read)) {
                            throw new ZipException("XML 含有 DOCTYPE 声明");
                        }
                        unpacked += read;
                        if (unpacked > bounds.maxUnpackedBytes()) {
                            throw tooLarge("unpacked-size", "解压后过大", bounds.maxUnpackedBytes());
                        }
                        if (unpacked > 16_777_216 && unpacked / 150 > packed) {
                            throw tooLarge("compression-ratio", "压缩比异常，疑为压缩炸弹", 150);
                        }
                    }
                }
            }
        }
    }

    /** The parser unfolds no entities and would drop their text; such a file is refused instead. */
    private static boolean declaresEntities(byte[] start, int length) {
        return new String(start, 0, length, StandardCharsets.ISO_8859_1).contains("<!DOCTYPE");
    }

    private static Refused tooLarge(String rule, String detail, long bound) {
        return new Refused(new ImportTooLarge(rule, detail, bound));
    }
}
