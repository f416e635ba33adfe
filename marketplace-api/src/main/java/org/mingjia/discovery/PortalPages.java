package org.mingjia.discovery;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The portal's addresses: each page answers with the one entry document, which is never cached;
 * assets carry a hash in their name and are kept for ever.
 */
@Configuration(proxyBeanMethods = false)
class PortalPages {

    private static final String[] PAGES = {
        "/",
        "/search",
        "/acts",
        "/acts/{code}",
        "/items",
        "/items/{code}",
        "/items/{code}/offers",
        "/agencies",
        "/agencies/{uscc}",
        "/agencies/{uscc}/prices/{item}",
        "/prices/{id}",
        "/price-rules/{rule}",
        "/charge-check",
        "/charge-checks/{id}",
        "/notices",
        "/notices/{number}",
        "/notices/{number}/award",
        "/notices/{number}/verify",
        "/contracts",
        "/contracts/{number}",
        "/complaints",
        "/complaints/{number}",
        "/report",
        "/report/status",
        "/ratings",
        "/ratings/formulas",
        "/ratings/{uscc}",
        "/measures",
        "/verify",
        "/about/numbers",
        "/docs",
        "/sign-in",
        "/register",
        "/password-reset",
        "/workbench",
        "/workbench/{section}",
        "/workbench/{section}/{detail}",
        "/workbench/{section}/{detail}/{work}"
    };

    @Bean
    RouterFunction<ServerResponse> portal() {
        var page = new ClassPathResource("static/index.html");
        var assets = new ClassPathResource("static/assets/");
        var routes = RouterFunctions.route();
        for (String path : PAGES) {
            routes.GET(
                    path,
                    RequestPredicates.accept(MediaType.TEXT_HTML),
                    _ ->
                            ServerResponse.ok()
                                    .contentType(MediaType.TEXT_HTML)
                                    .cacheControl(CacheControl.noCache())
                                    .bodyValue(page));
        }
        return routes.GET(
                        "/{*path}",
                        PortalPages::isForAReader,
                        _ ->
                                ServerResponse.status(HttpStatus.NOT_FOUND)
                                        .contentType(MediaType.TEXT_HTML)
                                        .cacheControl(CacheControl.noStore())
                                        .bodyValue(page))
                .resources(
                        "/assets/**",
                        assets,
                        (_, headers) ->
                                headers.setCacheControl(
                                        CacheControl.maxAge(Duration.ofDays(365))
                                                .cachePublic()
                                                .immutable()))
                .build();
    }

    /** A browser that asks for a page which does not exist gets the portal's own "not found". */
    private static boolean isForAReader(ServerRequest request) {
        String path = request.path();
        return !path.startsWith("/api/")
                && !path.startsWith("/actuator")
                && path.indexOf('.') < 0
                && request.headers().accept().contains(MediaType.TEXT_HTML);
    }
}
