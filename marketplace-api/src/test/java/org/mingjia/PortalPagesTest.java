package org.mingjia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;

/** Every address that the portal knows is a page of the service, to a browser and to a crawler. */
class PortalPagesTest {

    private static final Path SOURCES = Path.of("../frontend-static/src");
    private static final Pattern ADDRESS = Pattern.compile("path: '([^']*)'");

    static Stream<String> addresses() throws IOException {
        return Stream.concat(
                        said("router.ts"),
                        said("pages/workbench/routes.ts").map(PortalPagesTest::below))
                .filter(path -> path.startsWith("/") && !path.contains("*"))
                .map(path -> path.replaceAll(":[a-z]+", "1"))
                .distinct();
    }

    private static Stream<String> said(String file) throws IOException {
        return ADDRESS.matcher(Files.readString(SOURCES.resolve(file)))
                .results()
                .map(r -> r.group(1));
    }

    private static String below(String path) {
        return path.startsWith("/") ? path : ("/workbench/" + path).replaceFirst("/$", "");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void anAddressOfThePortalIsAPage(String address) {
        assertThat(status(address)).isEqualTo(200);
    }

    @Test
    void anotherAddressIsNone() {
        assertThat(status("/no-such-page")).isEqualTo(404);
        assertThat(status("/ratings/1/2/3")).isEqualTo(404);
    }

    private static int status(String address) {
        return Market.shared()
                .http()
                .get()
                .uri(address)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }
}
