package org.mingjia;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.mingjia.ops.stack.EmbeddedStack;
import org.mingjia.ops.stack.SharedStack;
import org.mingjia.platform.Background;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

/**
 * The whole service as its users meet it: a real PostgreSQL, a real Elasticsearch, a real port, the
 * real catalogue. Started once for all tests of a JVM.
 */
public final class Market implements AutoCloseable {

    public static final String OPERATOR = "operator";
    public static final String PASSWORD = "a password of the tests";
    public static final Path SAMPLE = Path.of(System.getProperty("mingjia.sampleData"));
    public static final Path PLUGIN = Path.of(System.getProperty("mingjia.searchPlugin"));

    private static final List<String> SAMPLE_FILES =
            List.of(
                    "regions",
                    "departments",
                    "administrative_acts",
                    "service_items",
                    "price_rules",
                    "price_rule_tiers",
                    "synonyms",
                    "holidays_2025_2026");

    private static Market shared;

    private final ConfigurableApplicationContext context;
    private final int port;

    private Market(ConfigurableApplicationContext context) {
        this.context = context;
        this.port = ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** The one market of this JVM, with the sample catalogue in it. */
    public static synchronized Market shared() {
        if (shared == null) {
            shared = start(SharedStack.get(PLUGIN));
            shared.importFiles(sampleFiles(), "?effectiveFrom=unstated").expectStatus().isCreated();
            shared.waitUntilFindable("环评");
        }
        return shared;
    }

    /** A market of its own on a stack of the test's. */
    public static Market start(EmbeddedStack stack, String... settings) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--server.address=127.0.0.1",
                                "--spring.r2dbc.url=" + stack.r2dbcUrl(),
                                "--spring.r2dbc.username=" + stack.appUser(),
                                "--spring.r2dbc.password=" + stack.appPassword(),
                                "--spring.flyway.url=" + stack.jdbcUrl(),
                                "--spring.flyway.user=" + stack.ownerUser(),
                                "--spring.flyway.password=" + stack.ownerPassword(),
                                "--mingjia.elasticsearch.url=" + stack.elasticsearchUrl(),
                                "--mingjia.offers.checks-per-minute=100000",
                                "--mingjia.leads.per-minute=100000",
                                "--mingjia.leads.per-minute-of-all=1000000",
                                "--mingjia.files.folder=" + Path.of("target", "mingjia-files"),
                                "--mingjia.sign-in.failures-per-minute=1000000",
                                "--mingjia.operator.username=" + OPERATOR,
                                "--mingjia.operator.password=" + PASSWORD,
                                "--mingjia.sealing.secret=" + stack.sealingSecret()));
        arguments.add("--server.port=0");
        // a setting that is given twice would be both
        arguments.removeIf(ours -> Stream.of(settings).anyMatch(theirs -> sameName(ours, theirs)));
        arguments.addAll(List.of(settings));
        return new Market(
                new SpringApplicationBuilder(MingjiaApplication.class)
                        .run(arguments.toArray(String[]::new)));
    }

    private static boolean sameName(String one, String other) {
        return one.substring(0, one.indexOf('=') + 1)
                .equals(other.substring(0, other.indexOf('=') + 1));
    }

    public static Path[] sampleFiles() {
        return SAMPLE_FILES.stream().map(n -> SAMPLE.resolve(n + ".csv")).toArray(Path[]::new);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public WebTestClient http() {
        return WebTestClient.bindToServer()
                .baseUrl(url())
                .responseTimeout(Duration.ofSeconds(60))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 * 1024 * 1024))
                .build();
    }

    public WebTestClient operator() {
        return http().mutate().defaultHeaders(h -> h.setBasicAuth(OPERATOR, PASSWORD)).build();
    }

    public WebTestClient.ResponseSpec importFiles(Path[] files, String query) {
        return importParts(
                query,
                parts ->
                        Stream.of(files)
                                .forEach(file -> parts.part("file", new FileSystemResource(file))));
    }

    /** Imports one text under a file name. */
    public WebTestClient.ResponseSpec importText(String fileName, String text, String query) {
        return importBytes(fileName, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), query);
    }

    public WebTestClient.ResponseSpec importBytes(String fileName, byte[] bytes, String query) {
        return importParts(query, parts -> parts.part("file", bytes).filename(fileName));
    }

    private WebTestClient.ResponseSpec importParts(
            String query, java.util.function.Consumer<MultipartBodyBuilder> fill) {
        var parts = new MultipartBodyBuilder();
        fill.accept(parts);
        return operator()
                .post()
                .uri("/api/imports" + query)
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(BodyInserters.fromMultipartData(parts.build()))
                .exchange();
    }

    public void waitUntilFindable(String words) {
        waitUntil(() ->
                !http().get()
                        .uri(u -> u.path("/api/search").queryParam("q", "{q}").build(words))
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody()
                        .contains("\"total\":0"));
    }

    /** Asks again and again until it is so; a bounded wait, which fails loudly. */
    public static void waitUntil(BooleanSupplier so) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not become so within 30 s");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    /** Ends what it does by itself; it goes on answering. */
    void rest() {
        context.getBeanProvider(Background.class).forEach(Background::stop);
    }

    @Override
    public void close() {
        context.close();
    }
}
