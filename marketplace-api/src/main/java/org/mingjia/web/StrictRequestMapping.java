package org.mingjia.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refusal.OfIdentity.Forbidden;
import org.mingjia.platform.Refusal.UnknownQueryParameter;
import org.mingjia.platform.Refused;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * A query parameter that no handler declares is refused: a misspelt filter must not silently return
 * everything. A parameter that takes one value may be given once; none holds a NUL, which no text
 * in the database can.
 */
@Component
class StrictRequestMapping implements WebFluxRegistrations {

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new Strict();
    }

    private static final class Strict extends RequestMappingHandlerMapping {

        private final Map<HandlerMethod, Declared> declared = new ConcurrentHashMap<>();

        @Override
        public Mono<HandlerMethod> getHandlerInternal(ServerWebExchange exchange) {
            Mono<HandlerMethod> found =
                    super.getHandlerInternal(exchange)
                            .doOnNext(handler -> requireADecision(handler, exchange));
            return exchange.getRequest().getURI().getRawQuery() == null
                    ? found
                    : found.doOnNext(handler -> check(handler, exchange));
        }

        /**
         * Of some four hundred addresses only the one that access was decided for is looked at:
         * each other one would be taken apart and compared, for every request.
         */
        @Override
        protected @Nullable RequestMappingInfo getMatchingMapping(
                RequestMappingInfo info, ServerWebExchange exchange) {
            Object decided = exchange.getAttribute(Access.DECIDED);
            return decided instanceof PathPattern address
                            && !info.getPatternsCondition().getPatterns().contains(address)
                    ? null
                    : super.getMatchingMapping(info, exchange);
        }

        /** Whoever gets here past the access rules, by whatever spelling, gets no further. */
        private static void requireADecision(HandlerMethod handler, ServerWebExchange exchange) {
            if (isOurs(handler) && exchange.getAttribute(Access.DECIDED) == null) {
                throw new Refused(new Forbidden("forbidden", "当前身份不能进行此操作"));
            }
        }

        private static boolean isOurs(HandlerMethod handler) {
            return handler.getBeanType().getPackageName().startsWith("org.mingjia");
        }

        private void check(HandlerMethod handler, ServerWebExchange exchange) {
            if (!isOurs(handler)) {
                return;
            }
            Declared known = declared.computeIfAbsent(handler, Declared::of);
            exchange.getRequest()
                    .getQueryParams()
                    .forEach((name, values) -> {
                        if (!known.names().contains(name)) {
                            throw new Refused(
                                    new UnknownQueryParameter(name, List.copyOf(known.names())));
                        }
                        if (values.size() > 1 && !known.repeatable().contains(name)) {
                            throw new Refused(
                                    new MalformedParameter(
                                            name,
                                            "given-twice",
                                            "参数 " + name + " 只能给出一次",
                                            "1",
                                            List.of()));
                        }
                        if (values.stream().anyMatch(v -> v != null && v.indexOf('\0') >= 0)) {
                            throw new Refused(
                                    new MalformedParameter(
                                            name,
                                            "malformed",
                                            "参数 " + name + " 含有不可用的字符",
                                            null,
                                            List.of()));
                        }
                    });
        }
    }

    private record Declared(Set<String> names, Set<String> repeatable) {

        static Declared of(HandlerMethod handler) {
            var names = new TreeSet<String>();
            var repeatable = new TreeSet<String>();
            for (MethodParameter parameter : handler.getMethodParameters()) {
                if (parameter.getParameterType() == Paging.class) {
                    names.addAll(PagingReader.NAMES);
                }
                RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
                if (declared == null) {
                    continue;
                }
                String name =
                        declared.name().isEmpty()
                                ? String.valueOf(parameter.getParameter().getName())
                                : declared.name();
                names.add(name);
                if (List.class.isAssignableFrom(parameter.getParameterType())) {
                    repeatable.add(name);
                }
            }
            return new Declared(names, repeatable);
        }
    }
}
