package org.mingjia.identity;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.MingjiaSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Whom a request comes from: the peer of the connection, unless that is a proxy that the
 * configuration trusts, which says it in {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}.
 * What anyone else says of it is taken out of the request, for a limit that believes it is none.
 *
 * <p>A list of addresses is read from its end: each proxy adds the peer that it saw, and all before
 * the first one that is not trusted may be made up.
 */
@Component(WebHttpHandlerBuilder.FORWARDED_HEADER_TRANSFORMER_BEAN_NAME)
final class TrustedProxies extends ForwardedHeaderTransformer {

    private static final String ADDRESSES = "X-Forwarded-For";
    private static final Set<String> BELIEVED =
            Set.of("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host");

    private final List<Network> networks;

    TrustedProxies(MingjiaSettings settings) {
        this.networks = settings.http().trustedProxies().stream().map(Network::of).toList();
    }

    /** The addresses whose first bits are these. */
    private record Network(InetAddress address, int bits) {

        static Network of(String text) {
            int slash = text.indexOf('/');
            InetAddress address =
                    InetAddress.ofLiteral(slash < 0 ? text.strip() : text.substring(0, slash));
            int all = address.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1).strip());
            if (bits < 0 || bits > all) {
                throw new IllegalArgumentException("mingjia.http.trusted-proxies: " + text);
            }
            return new Network(address, bits);
        }

        boolean holds(InetAddress other) {
            byte[] own = address.getAddress();
            byte[] asked = other.getAddress();
            int whole = bits / Byte.SIZE;
            int rest = bits % Byte.SIZE;
            return own.length == asked.length
                    && Arrays.equals(own, 0, whole, asked, 0, whole)
                    && (rest == 0
                            || (own[whole] & 0xFF) >> (Byte.SIZE - rest)
                                    == (asked[whole] & 0xFF) >> (Byte.SIZE - rest));
        }
    }

    @Override
    public ServerHttpRequest apply(ServerHttpRequest request) {
        if (request.getHeaders().headerNames().stream().noneMatch(TrustedProxies::speaks)) {
            return request;
        }
        InetSocketAddress peer = request.getRemoteAddress();
        if (peer == null || !trusts(peer.getAddress())) {
            return request.mutate().headers(headers -> withdraw(headers, Set.of())).build();
        }
        ServerHttpRequest believed =
                request.mutate().headers(headers -> withdraw(headers, BELIEVED)).build();
        InetAddress client = client(request.getHeaders().getOrEmpty(ADDRESSES));
        ServerHttpRequest said = super.apply(believed);
        return said.mutate()
                .remoteAddress(client == null ? peer : new InetSocketAddress(client, 0))
                .build();
    }

    private static boolean speaks(String header) {
        String name = header.toLowerCase(java.util.Locale.ROOT);
        return name.startsWith("x-forwarded-") || name.equals("forwarded");
    }

    private static void withdraw(HttpHeaders headers, Set<String> believed) {
        for (String name : List.copyOf(headers.headerNames())) {
            if (speaks(name) && !believed.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                headers.remove(name);
            }
        }
    }

    private boolean trusts(@Nullable InetAddress address) {
        return address != null && networks.stream().anyMatch(network -> network.holds(address));
    }

    /** The last address that is no proxy of ours; null where none is said that is an address. */
    private @Nullable InetAddress client(List<String> lines) {
        var said = new ArrayList<String>();
        lines.forEach(line -> said.addAll(List.of(line.split(","))));
        InetAddress found = null;
        for (String text : said.reversed()) {
            InetAddress address = address(text.strip());
            if (address == null) {
                return found;
            }
            found = address;
            if (!trusts(address)) {
                return found;
            }
        }
        return found;
    }

    /** An address, with or without a port; names are not looked up. */
    private static @Nullable InetAddress address(String text) {
        String host =
                text.startsWith("[")
                        ? text.replaceFirst("^\\[([^]]*)](:[0-9]+)?$", "$1")
                        : text.replaceFirst("^([0-9.]+):[0-9]+$", "$1");
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
