package org.mingjia.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mingjia.platform.MingjiaSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

/** Who says whom a request comes from. */
class TrustedProxiesTest {

    private static TrustedProxies trusting(String networks) {
        return new TrustedProxies(
                new Binder(
                                new MapConfigurationPropertySource(
                                        Map.of("mingjia.http.trusted-proxies", networks)))
                        .bindOrCreate("mingjia", MingjiaSettings.class));
    }

    private static ServerHttpRequest from(String peer, String... headers) {
        var request =
                MockServerHttpRequest.get("http://market.example/api/session")
                        .remoteAddress(new InetSocketAddress(peer, 40_000));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    private static String client(ServerHttpRequest request) {
        return request.getRemoteAddress().getAddress().getHostAddress();
    }

    @ParameterizedTest
    @CsvSource({
        // a proxy's word
        "10.1.2.3, '198.51.100.7', 198.51.100.7",
        // what came before it may be made up
        "10.1.2.3, '203.0.113.9, 198.51.100.7', 198.51.100.7",
        // two of ours, one behind the other
        "10.1.2.3, '203.0.113.9, 198.51.100.7, 10.9.9.9', 198.51.100.7",
        // all of them are ours
        "10.1.2.3, '10.0.0.4, 10.0.0.5', 10.0.0.4",
        // nobody's word
        "192.0.2.1, '198.51.100.7', 192.0.2.1",
        "11.1.2.3, '198.51.100.7', 11.1.2.3",
        // no address
        "10.1.2.3, 'localhost', 10.1.2.3",
        "10.1.2.3, '198.51.100.7, unknown', 10.1.2.3",
        "10.1.2.3, '☃', 10.1.2.3",
        "10.1.2.3, '', 10.1.2.3",
        // with a port, and the other family
        "10.1.2.3, '198.51.100.7:1234', 198.51.100.7",
        "10.1.2.3, '[2001:db8::7]:1234', 2001:db8:0:0:0:0:0:7",
        "2001:db8:1:0:0:0:0:1, '198.51.100.7', 198.51.100.7",
    })
    void theLastAddressThatIsNoProxyOfOursIsTheClient(String peer, String said, String client) {
        var request =
                trusting("10.0.0.0/8,2001:db8:1::/48").apply(from(peer, "X-Forwarded-For", said));

        assertThat(client(request)).isEqualTo(client);
    }

    @Test
    void whoIsNotTrustedChangesNeitherSchemeNorHostNorPrefix() {
        String[] said = {
            "X-Forwarded-Proto", "https",
            "X-Forwarded-Host", "evil.example",
            "X-Forwarded-Prefix", "/evil",
            "Forwarded", "for=198.51.100.7;host=evil.example;proto=https",
        };

        var stranger = trusting("10.0.0.1").apply(from("10.0.0.2", said));

        assertThat(stranger.getURI()).hasToString("http://market.example/api/session");
        assertThat(client(stranger)).isEqualTo("10.0.0.2");
        assertThat(stranger.getHeaders().headerNames()).isEmpty();
    }

    @Test
    void aProxyOfOursSaysSchemeAndHostAndNothingElse() {
        String[] said = {
            "X-Forwarded-Proto", "https",
            "X-Forwarded-Host", "mingjia.example",
            "X-Forwarded-Prefix", "/evil",
            "Forwarded", "for=198.51.100.7;host=evil.example;proto=http",
        };

        var proxied = trusting("10.0.0.1").apply(from("10.0.0.1", said));

        assertThat(proxied.getURI()).hasToString("https://mingjia.example/api/session");
        assertThat(client(proxied)).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "300.0.0.1"})
    void whatIsNoNetworkEndsTheStart(String network) {
        assertThatThrownBy(() -> trusting(network)).isInstanceOf(IllegalArgumentException.class);
    }
}
