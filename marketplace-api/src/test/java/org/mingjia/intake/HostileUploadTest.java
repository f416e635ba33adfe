package org.mingjia.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.Sending.toScratch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjia.Market;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.Sending.Answer;
import org.mingjia.Table;

class HostileUploadTest {

    private static final int MEGABYTE = 1_000_000;
    private static final int MOST = 200;

    @Test
    void aTextInAnotherEncodingIsRefusedByThatName() {
        byte[] gbk = Table.items("S-GBK-", 1).csv().getBytes(Charset.forName("GBK"));

        Answer refused = Scratch.withoutTrace(() -> toScratch().file("gbk.csv", gbk).send());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).containsExactly("0 - encoding");
        assertThat(refused.body().at("/errors/0/detail").asString()).contains("UTF-8");
    }

    @Test
    void aProgramUnderTheNameOfATableIsRefused() {
        byte[] program = new byte[4096];
        System.arraycopy(new byte[] {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0, 4}, 0, program, 0, 9);

        Answer refused = Scratch.withoutTrace(() -> toScratch().file("tool.csv", program).send());

        assertThat(refused.errors()).containsExactly("0 - encoding");
    }

    @Test
    void anEmptyFileIsRefusedAndOneWithAHeaderAloneChangesNothing() {
        Answer empty = Scratch.withoutTrace(() -> toScratch().file("empty.csv", "").send());
        Answer header =
                Scratch.withoutTrace(
                        () -> toScratch().file("h.csv", Table.items("S-HEAD-", 0)).send());

        assertThat(empty.errors()).containsExactly("0 - empty");
        assertThat(header.status()).isEqualTo(200);
        assertThat(header.number("published") + header.number("ended")).isZero();
    }

    @Test
    void noFileAndTooManyFilesAreRefused() {
        Sending sixty = toScratch();
        for (int n = 0; n < 60; n++) {
            sixty.file(n + ".csv", Table.items("S-SIXTY" + n + "-", 1));
        }
        Answer none =
                Scratch.withoutTrace(() ->
                        Answer.of(
                                Scratch.market()
                                        .operator()
                                        .post()
                                        .uri("/api/imports")
                                        .header("Content-Type", "multipart/form-data; boundary=b")
                                        .bodyValue("--b--\r\n".getBytes(StandardCharsets.US_ASCII))
                                        .exchange()));
        Answer many = Scratch.withoutTrace(sixty::send);

        assertThat(none.status()).as("%s", none.body()).isEqualTo(400);
        assertThat(many.status()).as("%s", many.body()).isEqualTo(413);
        assertThat(many.text("rule")).isEqualTo("files");
    }

    @Test
    void aFileNameIsOnlyEverText() {
        String name = "../../😀etc/目录.csv";

        Answer answer = toScratch().file(name, Table.items("S-NAME-", 1)).send();

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        assertThat(answer.body().at("/files/0/file").asString()).endsWith("😀etc/目录.csv");
    }

    @Test
    void aSpreadsheetThatUnpacksToAMountainIsRefusedBeforeItIsRead() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            for (int n = 0; n < 300; n++) {
                zip.write(new byte[MEGABYTE]);
            }
        }
        byte[] bytes = bomb.toByteArray();
        // broken from a quarter on: who unpacks as far finds that, and refuses it for another
        // reason
        java.util.Arrays.fill(bytes, bytes.length / 4, bytes.length / 2, (byte) 0xFF);

        Answer refused = Scratch.withoutTrace(() -> toScratch().file("bomb.xlsx", bytes).send());

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.problem()).isEqualTo("import-too-large");
        assertThat(refused.text("rule")).isEqualTo("compression-ratio");
    }

    /** Who sends where: everyone who may send a file, wherever one may be sent. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/imports", "/api/files", "/api/price-list/imports"})
    void anAnnouncedFileOfTwoHundredMegabytesIsRefusedBeforeItIsSent(String address)
            throws IOException {
        String account = account(address);
        String before = Scratch.state();
        try (var socket = connected()) {
            head(socket, address, account, "Content-Length: " + MOST * MEGABYTE);

            // not one byte of the body was sent
            assertThat(statusLine(socket.getInputStream())).contains(" 413");
        }
        assertThat(Scratch.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/imports", "/api/files", "/api/price-list/imports"})
    void anUnannouncedOneIsRefusedBeforeAFifthOfItWasSent(String address) throws IOException {
        String account = account(address);
        String before = Scratch.state();
        long files = Scratch.count("select count(*) from stored_file");
        int sent = 0;
        String status;
        try (var socket = connected()) {
            head(socket, address, account, "Transfer-Encoding: chunked");
            var out = socket.getOutputStream();
            chunk(
                    out,
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.4\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[MEGABYTE];
            java.util.Arrays.fill(block, (byte) 'x');
            try {
                // then no more is sent, and no end either: the answer comes of what was sent
                for (; sent < MOST / 5 && socket.getInputStream().available() == 0; sent++) {
                    chunk(out, block);
                }
            } catch (SocketException refused) {
                // the server has hung up on us, as it may
            }
            status = statusLine(socket.getInputStream());
        }
        assertThat(status).contains(" 413");
        assertThat(Scratch.state()).isEqualTo(before);
        assertThat(Scratch.count("select count(*) from stored_file")).isEqualTo(files);
    }

    private static String account(String address) {
        return address.startsWith("/api/price-list")
                ? People.of(Scratch.market()).agency().username() + ":" + People.PASSWORD
                : Market.OPERATOR + ":" + Market.PASSWORD;
    }

    private static Socket connected() throws IOException {
        var socket = new Socket(java.net.InetAddress.getLoopbackAddress(), Scratch.market().port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void head(Socket socket, String address, String account, String framing)
            throws IOException {
        socket.getOutputStream()
                .write(
                        ("POST "
                                        + address
                                        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        account.getBytes(StandardCharsets.UTF_8))
                                        + "\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                                        + framing
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static void chunk(java.io.OutputStream out, byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String statusLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
