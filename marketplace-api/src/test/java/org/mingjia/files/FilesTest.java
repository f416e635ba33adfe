package org.mingjia.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.admission.Applicant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** What is handed in as evidence, honest and not. */
class FilesTest {

    private static final Path FOLDER = Path.of("target", "mingjia-files");
    private static final byte[] AN_EXE = {'M', 'Z', (byte) 0x90, 0, 3, 0, 0, 0, 4, 0};

    @Test
    void aNameInAnyScriptSurvivesAndNeverTouchesAPath() throws IOException {
        var agency = Applicant.register();
        String name = "../../../etc/🧾 营业执照 ལྷ་ས་ ".strip() + ".pdf";

        Answer stored = agency.upload(name, Applicant.A_PDF);

        assertThat(stored.status()).as("%s", stored).isEqualTo(201);
        assertThat(stored.text("name")).isEqualTo(name);
        assertThat(stored.text("mediaType")).isEqualTo("application/pdf");
        String sha256 = stored.text("sha256");
        assertThat(Files.readAllBytes(FOLDER.resolve(sha256.substring(0, 2)).resolve(sha256)))
                .isEqualTo(Applicant.A_PDF);
        var download =
                agency.http
                        .get()
                        .uri("/api/files/" + stored.text("id"))
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(byte[].class)
                        .returnResult();
        assertThat(download.getResponseBody()).isEqualTo(Applicant.A_PDF);
        assertThat(download.getResponseHeaders().getFirst(HttpHeaders.CONTENT_DISPOSITION))
                .startsWith("attachment")
                .contains("filename*=UTF-8''");
        assertThat(download.getResponseHeaders().getFirst("X-Content-Type-Options"))
                .isEqualTo("nosniff");
    }

    @Test
    void theSameBytesLieThereOnce() throws IOException {
        var agency = Applicant.register();
        String first = agency.upload("一.pdf", Applicant.A_PDF).text("sha256");

        assertThat(agency.upload("二.pdf", Applicant.A_PDF).text("sha256")).isEqualTo(first);
        try (var lying = Files.list(FOLDER.resolve(first.substring(0, 2)))) {
            assertThat(lying.filter(p -> p.getFileName().toString().equals(first))).hasSize(1);
        }
        try (var drafts = Files.list(FOLDER.resolve("incoming"))) {
            assertThat(drafts).isEmpty();
        }
    }

    @Test
    void aProgramIsRefusedWhateverItsName() {
        var agency = Applicant.register();

        Answer refused = agency.upload("证书.pdf", AN_EXE);

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.text("rule")).isEqualTo("file-format");
        assertThat(refused.text("detail")).contains("PDF", "PNG", "JPEG", "DOCX", "XLSX");
        assertThat(agency.upload("空.pdf", new byte[0]).status()).isEqualTo(415);
        assertThat(
                        Scratch.count(
                                "select count(*) from stored_file where organisation_id = ?::uuid",
                                agency.person.organisationId()))
                .isZero();
    }

    @Test
    void moreThanTwentyMebibytesAreRefused() {
        byte[] large = new byte[20 * 1024 * 1024 + 1];
        System.arraycopy(Applicant.A_PDF, 0, large, 0, Applicant.A_PDF.length);

        assertThat(Applicant.register().upload("大.pdf", large).status()).isEqualTo(413);
    }

    @Test
    void aFileIsItsOwnersUntilItIsPublished() {
        var agency = Applicant.register();
        String id = agency.upload("私.pdf", Applicant.A_PDF).text("id");

        assertThat(Applicant.register().get("/api/files/" + id).status()).isEqualTo(404);
        Scratch.market()
                .http()
                .get()
                .uri("/api/files/" + id)
                .exchange()
                .expectStatus()
                .isNotFound();
        Scratch.market().operator().get().uri("/api/files/" + id).exchange().expectStatus().isOk();

        agency.paper("CMA").item("S-HJ-005").admitted();

        String published = agency.page().body().at("/qualifications/0/fileId").asString();
        Scratch.market()
                .http()
                .get()
                .uri("/api/files/" + published)
                .exchange()
                .expectStatus()
                .isOk();
        Scratch.market()
                .http()
                .get()
                .uri("/api/files/" + id)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aRegulatorReadsWhatOrganisationsOfItsRegionHandedInAndNoOthers() {
        var agency = Applicant.register().regions("433101").paper("CMA").item("S-HJ-005");
        agency.admitted();
        var elsewhere = Applicant.register().regions("433123").paper("CMA").item("S-HJ-005");
        elsewhere.admitted();
        String here = "/api/files/" + agency.upload("私.pdf", Applicant.A_PDF).text("id");
        String there = "/api/files/" + elsewhere.upload("私.pdf", Applicant.A_PDF).text("id");
        var people = People.of(Scratch.market());
        var ofTheCounty = people.regulator("433100-FGW", "433101");
        var ofThePrefecture = people.regulator("433100-FGW", "433100");

        assertThat(status(ofTheCounty, here)).isEqualTo(200);
        assertThat(status(ofTheCounty, there)).isEqualTo(404);
        assertThat(status(ofThePrefecture, here)).isEqualTo(200);
        assertThat(status(ofThePrefecture, there)).isEqualTo(200);
    }

    private static int status(People.Person by, String address) {
        return by.http()
                .get()
                .uri(address)
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getStatus()
                .value();
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-4,0,5", "bytes=5-,5,", "bytes=-3,-3,", "bytes=2-99999,2,"})
    void oneRangeOfBytesIsAnsweredAlone(String range, int from, Integer to) {
        var agency = Applicant.register();
        String id = agency.upload("部分.pdf", Applicant.A_PDF).text("id");
        int size = Applicant.A_PDF.length;
        int first = from < 0 ? size + from : from;
        int end = to == null ? size : to;

        var part = ranged(agency, id, range);

        assertThat(part.getStatus().value()).isEqualTo(206);
        assertThat(part.getResponseBody())
                .isEqualTo(Arrays.copyOfRange(Applicant.A_PDF, first, end));
        assertThat(part.getResponseHeaders().getFirst(HttpHeaders.CONTENT_RANGE))
                .isEqualTo("bytes " + first + "-" + (end - 1) + "/" + size);
        assertThat(part.getResponseHeaders().getContentLength()).isEqualTo(end - first);
    }

    @Test
    void aRangeThatIsNoneIsTheWholeAndOneAfterTheEndIsRefused() {
        var agency = Applicant.register();
        String id = agency.upload("部分.pdf", Applicant.A_PDF).text("id");

        for (String whole : List.of("bytes=0-1,3-4", "bytes=5-2", "lines=1-2")) {
            var answer = ranged(agency, id, whole);
            assertThat(answer.getStatus().value()).as(whole).isEqualTo(200);
            assertThat(answer.getResponseBody()).isEqualTo(Applicant.A_PDF);
            assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.ACCEPT_RANGES))
                    .isEqualTo("bytes");
        }
        var beyond = ranged(agency, id, "bytes=" + Applicant.A_PDF.length + "-");
        assertThat(beyond.getStatus().value()).isEqualTo(416);
        assertThat(beyond.getResponseHeaders().getFirst(HttpHeaders.CONTENT_RANGE))
                .isEqualTo("bytes */" + Applicant.A_PDF.length);
        assertThat(beyond.getResponseHeaders().getContentType())
                .isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void aRangeOfAnotherVersionIsTheWhole() {
        var agency = Applicant.register();
        String id = agency.upload("部分.pdf", Applicant.A_PDF).text("id");

        var answer =
                agency.http
                        .get()
                        .uri("/api/files/" + id)
                        .header(HttpHeaders.RANGE, "bytes=0-4")
                        .header(HttpHeaders.IF_RANGE, "\"another\"")
                        .exchange()
                        .expectBody(byte[].class)
                        .returnResult();

        assertThat(answer.getStatus().value()).isEqualTo(200);
    }

    private static EntityExchangeResult<byte[]> ranged(Applicant by, String id, String range) {
        return by.http
                .get()
                .uri("/api/files/" + id)
                .header(HttpHeaders.RANGE, range)
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
    }
}
