package org.mingjia.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The kinds of files that are accepted, told by their content and by nothing else. */
enum FileFormat {
    PDF("application/pdf"),
    PNG("image/png"),
    JPEG("image/jpeg"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /** For people. */
    static final String ACCEPTED = "PDF、PNG、JPEG、DOCX、XLSX";

    private static final byte[] PDF_HEAD = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG_HEAD = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] ZIP_HEAD = {'P', 'K', 3, 4};
    private static final int MOST_ENTRIES = 10_000;

    private final String mediaType;

    FileFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** Reads the first bytes, and of a package its table of contents; blocks. */
    static Optional<FileFormat> of(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(8);
        }
        if (startsWith(head, PDF_HEAD)) {
            return Optional.of(PDF);
        }
        if (startsWith(head, PNG_HEAD)) {
            return Optional.of(PNG);
        }
        if (startsWith(head, JPEG_HEAD)) {
            return Optional.of(JPEG);
        }
        return startsWith(head, ZIP_HEAD) ? office(file) : Optional.empty();
    }

    private static Optional<FileFormat> office(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            boolean known =
                    zip.size() <= MOST_ENTRIES
                            && zip.getEntry("[Content_Types].xml") != null
                            // a package with macros is a program
                            && zip.stream().noneMatch(e -> e.getName().endsWith("vbaProject.bin"));
            if (known && zip.getEntry("word/document.xml") != null) {
                return Optional.of(DOCX);
            }
            return known && zip.getEntry("xl/workbook.xml") != null
                    ? Optional.of(XLSX)
                    : Optional.empty();
        } catch (ZipException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static boolean startsWith(byte[] head, byte[] with) {
        return head.length >= with.length
                && Arrays.equals(head, 0, with.length, with, 0, with.length);
    }
}
