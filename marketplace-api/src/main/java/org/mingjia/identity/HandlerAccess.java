package org.mingjia.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * Decides by the {@link Access} of the handler that a request is for: by address and method alone,
 * so that nobody learns from a wrong content type what only others may ask. What has no annotation
 * is nobody's. Where there is no handler, a reading goes on and finds nothing.
 */
@Component
final class HandlerAccess implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final AuthorizationDecision YES = new AuthorizationDecision(true);
    private static final AuthorizationDecision NO = new AuthorizationDecision(false);

    private final RequestMappingHandlerMapping mapping;
    private volatile @Nullable List<Route> routes;

    HandlerAccess(
            @Lazy @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    /** A browser was made to ask by who knows whom. */
    static final class Forgeable extends AccessDeniedException {
        private static final long serialVersionUID = 1L;

        Forgeable() {
            super("no token against forged requests");
        }
    }

    private record Route(PathPattern pattern, Set<HttpMethod> methods, @Nullable Access access) {}

    @Override
    public Mono<AuthorizationResult> authorize(
            Mono<Authentication> authentication, AuthorizationContext context) {
        var request = context.getExchange().getRequest();
        boolean reading =
                request.getMethod().equals(HttpMethod.GET)
                        || request.getMethod().equals(HttpMethod.HEAD);
        var found = of(request.getPath().pathWithinApplication(), request.getMethod());
        if (found.isEmpty()) {
            return Mono.just(reading ? YES : NO);
        }
        var attributes = context.getExchange().getAttributes();
        PathPattern decided = found.getFirst().pattern();
        if (found.stream().allMatch(HandlerAccess::isPublic)) {
            attributes.put(Access.DECIDED, decided);
            return Mono.just(YES);
        }
        return authentication
                .filter(Authenticated.class::isInstance)
                .cast(Authenticated.class)
                .map(known -> {
                    if (known.forgeable()) {
                        throw new Forgeable();
                    }
                    boolean may =
                            found.stream().allMatch(route -> may(known.caller(), route.access()));
                    if (may) {
                        attributes.put(Access.DECIDED, decided);
                        keepPrivate(context.getExchange().getResponse());
                    }
                    return (AuthorizationResult) (may ? YES : NO);
                })
                .defaultIfEmpty(NO);
    }

    /**
     * What only some may ask for is kept by nobody for others, whatever the answer itself says of
     * caches; one that says that it is not to be kept at all has the last word.
     */
    private static void keepPrivate(ServerHttpResponse response) {
        response.beforeCommit(() ->
                Mono.fromRunnable(() -> {
                    String said = response.getHeaders().getCacheControl();
                    if (said == null || !said.contains("no-store")) {
                        response.getHeaders().setCacheControl("private, no-cache");
                    }
                }));
    }

    private static boolean isPublic(Route route) {
        return route.access() != null
                && List.of(route.access().value()).contains(Audience.EVERYONE);
    }

    private static boolean may(Caller caller, @Nullable Access access) {
        if (access == null) {
            return false;
        }
        Actor actor = caller.actor();
        boolean machine = caller.keyId() != null || (actor != null && !actor.hasScope("*"));
        if (machine
                && (access.scope().isEmpty() || actor == null || !actor.hasScope(access.scope()))) {
            return false;
        }
        for (Audience audience : access.value()) {
            boolean so =
                    switch (audience) {
                        case EVERYONE, SIGNED_IN -> true;
                        case ENTERPRISE -> acts(actor, Actor.Role.ENTERPRISE);
                        case AGENCY -> acts(actor, Actor.Role.AGENCY);
                        case OPERATOR -> acts(actor, Actor.Role.OPERATOR);
                        case REGULATOR -> acts(actor, Actor.Role.REGULATOR);
                    };
            if (so) {
                return true;
            }
        }
        return false;
    }

    private static boolean acts(@Nullable Actor actor, Actor.Role role) {
        return actor != null && actor.role() == role;
    }

    /** The handlers of the most specific address that fits, for this method. */
    private List<Route> of(PathContainer path, HttpMethod method) {
        HttpMethod asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
        PathPattern best = null;
        var found = new ArrayList<Route>();
        for (Route route : routes()) {
            boolean same = best != null && best.equals(route.pattern());
            if ((same || best == null)
                    && (route.methods().isEmpty() || route.methods().contains(asked))
                    && (same || route.pattern().matches(path))) {
                best = route.pattern();
                found.add(route);
            }
        }
        return found;
    }

    private List<Route> routes() {
        List<Route> known = routes;
        if (known == null) {
            known =
                    mapping.getHandlerMethods().entrySet().stream()
                            .flatMap(e -> routes(e.getKey(), e.getValue()).stream())
                            .sorted(Comparator.comparing(Route::pattern))
                            .toList();
            routes = known;
        }
        return known;
    }

    private static List<Route> routes(RequestMappingInfo info, HandlerMethod handler) {
        var methods =
                info.getMethodsCondition().getMethods().stream()
                        .map(method -> HttpMethod.valueOf(method.name()))
                        .collect(java.util.stream.Collectors.toUnmodifiableSet());
        return info.getPatternsCondition().getPatterns().stream()
                .map(pattern ->
                        new Route(pattern, methods, handler.getMethodAnnotation(Access.class)))
                .toList();
    }
}
