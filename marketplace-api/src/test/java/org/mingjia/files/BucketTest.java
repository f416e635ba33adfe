package org.mingjia.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjia.People;
import org.mingjia.Scratch;
import org.mingjia.Sending;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.Unavailable;
import org.mingjia.platform.Refused;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.web.reactive.function.BodyInserters;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Blobs in the bucket of a real S3-compatible server, which checks every signature. */
class BucketTest {

    private static final String BUCKET = "mingjia-evidence";
    private static final byte[] BYTES = "%PDF-1.4 证书\n".getBytes(StandardCharsets.UTF_8);

    @TempDir static Path stored;
    @TempDir Path folder;

    private static S3Proxy server;
    private static S3Client admin;

    @BeforeAll
    static void aStoreWithABucket() throws Exception {
        var backed = new Properties();
        backed.setProperty("jclouds.filesystem.basedir", stored.toString());
        server =
                S3Proxy.builder()
                        .blobStore(BlobStores.create("filesystem-nio2", backed))
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V4, "mingjia", "its secret")
                        .build();
        server.start();
        admin =
                S3Client.builder()
                        .endpointOverride(endpoint())
                        .region(Region.US_EAST_1)
                        .forcePathStyle(true)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("mingjia", "its secret")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
        admin.createBucket(made -> made.bucket(BUCKET));
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close();
        server.stop();
    }

    private static URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    private BucketBlobs blobs(URI endpoint, String secret) {
        return new BucketBlobs(
                new MingjiaSettings.Bucket(endpoint, BUCKET, "us-east-1", "mingjia", secret, true),
                folder.resolve("incoming"));
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("handed in.pdf"), content);
    }

    @Test
    void whatIsKeptLiesUnderItsDigestAndComesBackAsItWas() throws IOException {
        try (var blobs = blobs(endpoint(), "its secret")) {
            String sha256 = blobs.keep(file(BYTES)).block(Duration.ofSeconds(30));

            assertThat(keys()).contains(sha256);
            var read = DataBufferUtils.join(blobs.read(sha256)).block(Duration.ofSeconds(30));
            assertThat(read.toString(StandardCharsets.UTF_8))
                    .isEqualTo(new String(BYTES, StandardCharsets.UTF_8));
            Path copy = folder.resolve("copy");
            blobs.copy(sha256, copy).block(Duration.ofSeconds(30));
            assertThat(copy).hasBinaryContent(BYTES);
            assertThat(folder.resolve("incoming")).isEmptyDirectory();
        }
    }

    @Test
    void theSameBytesLieThereOnceHoweverManyHandThemIn() throws IOException {
        byte[] same = "the same bytes".getBytes(StandardCharsets.UTF_8);
        Path file = file(same);
        try (var blobs = blobs(endpoint(), "its secret")) {
            List<String> digests =
                    IntStream.range(0, 20)
                            .mapToObj(_ ->
                                    Scratch.beside(
                                            () -> blobs.keep(file).block(Duration.ofSeconds(30))))
                            .toList()
                            .stream()
                            .map(java.util.concurrent.CompletableFuture::join)
                            .distinct()
                            .toList();

            assertThat(digests).hasSize(1);
            assertThat(keys()).containsOnlyOnce(digests.getFirst());
        }
    }

    @Test
    void aMegabyteSurvives() throws IOException {
        byte[] large = new byte[3 * 1024 * 1024 + 7];
        new java.util.Random(20261125).nextBytes(large);
        try (var blobs = blobs(endpoint(), "its secret")) {
            String sha256 = blobs.keep(file(large)).block(Duration.ofSeconds(30));

            Path copy = folder.resolve("copy");
            DataBufferUtils.write(blobs.read(sha256), copy).block(Duration.ofSeconds(30));
            assertThat(copy).hasBinaryContent(large);
        }
    }

    @Test
    void aStoreThatIsAwayOrRefusesTheKeyIsARefusalAndLeavesNothing() throws IOException {
        Path file = file("never kept".getBytes(StandardCharsets.UTF_8));
        for (var blobs :
                new BucketBlobs[] {
                    blobs(endpoint(), "another secret"),
                    blobs(URI.create("http://127.0.0.1:1"), "its secret")
                }) {
            try (blobs) {
                assertThatThrownBy(() -> blobs.keep(file).block(Duration.ofSeconds(60)))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused ->
                                        assertThat(refused.refusal())
                                                .isInstanceOf(Unavailable.class));
                assertThat(folder.resolve("incoming")).isEmptyDirectory();
            }
        }
    }

    @Test
    void whatIsHandedInOverHttpLiesInTheBucketAndIsDownloadedFromIt() {
        // stays up: closing it would take the event loops from under all markets of this JVM
        var market =
                Scratch.beside(
                        "--mingjia.files.folder=" + folder,
                        "--mingjia.files.bucket.endpoint=" + endpoint(),
                        "--mingjia.files.bucket.name=" + BUCKET,
                        "--mingjia.files.bucket.access-key=mingjia",
                        "--mingjia.files.bucket.secret-key=its secret");
        var agency = People.of(market).agency();
        byte[] bytes = ("%PDF-1.4 经由接口 " + agency.uscc()).getBytes(StandardCharsets.UTF_8);
        var parts = new MultipartBodyBuilder();
        parts.part("file", bytes).filename("证书.pdf");

        var stored =
                Sending.Answer.of(
                        agency.http()
                                .post()
                                .uri("/api/files")
                                .contentType(MediaType.MULTIPART_FORM_DATA)
                                .body(BodyInserters.fromMultipartData(parts.build()))
                                .exchange());

        assertThat(stored.status()).as("%s", stored).isEqualTo(201);
        assertThat(keys()).contains(stored.text("sha256"));
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
        var file = agency.http().get().uri("/api/files/" + stored.text("id"));
        file.exchange().expectStatus().isOk().expectBody(byte[].class).isEqualTo(bytes);
        agency.http()
                .get()
                .uri("/api/files/" + stored.text("id"))
                .header(HttpHeaders.RANGE, "bytes=0-3")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.PARTIAL_CONTENT)
                .expectBody(String.class)
                .isEqualTo("%PDF");
    }

    private static List<String> keys() {
        return admin.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(object -> object.key())
                .toList();
    }
}
