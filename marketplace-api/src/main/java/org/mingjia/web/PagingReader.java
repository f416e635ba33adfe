package org.mingjia.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refused;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Reads, in one place for every list, which page is asked for and in which form; what is out of
 * bounds is refused in the words of any other parameter.
 */
@Component
public final class PagingReader implements WebFluxConfigurer, HandlerMethodArgumentResolver {

    /** The query parameters of every list. */
    static final Set<String> NAMES = Set.of("limit", "cursor", "format");

    /** Rows of a page whose reader does not say how many. */
    public static final int DEFAULT_LIMIT = 20;

    /** Characters of a cursor at most. */
    public static final int LONGEST_CURSOR = 400;

    private static final List<String> FORMATS = List.of("json", "csv");

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        return Mono.fromSupplier(
                () -> of(exchange.getRequest().getQueryParams(), formats(parameter)));
    }

    /** The forms in which a handler answers that takes a page as this parameter. */
    public static List<String> formats(MethodParameter parameter) {
        var also = parameter.getParameterAnnotation(Paging.AlsoAs.class);
        return also == null
                ? FORMATS
                : Stream.concat(FORMATS.stream(), Stream.of(also.value())).toList();
    }

    private static Paging of(MultiValueMap<String, String> query, List<String> formats) {
        String format = query.getFirst("format");
        if (format != null && !formats.contains(format)) {
            throw refused("format", "one-of", "format 不在可用值内", null, formats);
        }
        String cursor = query.getFirst("cursor");
        if (cursor != null && cursor.length() > LONGEST_CURSOR) {
            throw refused(
                    "cursor",
                    "size",
                    "cursor 的长度应在 0 至 " + LONGEST_CURSOR + " 个字符之间",
                    "<= " + LONGEST_CURSOR,
                    List.of());
        }
        return new Paging(limit(query.getFirst("limit")), cursor);
    }

    private static int limit(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        int limit;
        try {
            limit = Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw refused("limit", "malformed", "参数 limit 不能解读为整数", null, List.of());
        }
        if (limit < 1) {
            throw refused("limit", "min", "limit 不小于 1", ">= 1", List.of());
        }
        if (limit > Listing.MAX_LIMIT) {
            String most = Integer.toString(Listing.MAX_LIMIT);
            throw refused("limit", "max", "limit 不大于 " + most, "<= " + most, List.of());
        }
        return limit;
    }

    private static Refused refused(
            String name, String rule, String detail, @Nullable String bound, List<String> allowed) {
        return new Refused(new MalformedParameter(name, rule, detail, bound, allowed));
    }
}
