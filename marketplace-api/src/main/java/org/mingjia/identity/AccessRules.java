package org.mingjia.identity;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;

import java.util.Map;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Refusal.OfIdentity.Forbidden;
import org.mingjia.platform.Refused;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The access rules: the description and the health are open, the rest of the actuator is closed,
 * and every handler says itself who may call it.
 */
@Configuration(proxyBeanMethods = false)
class AccessRules {

    /** Assets come from this host alone; no page of ours is framed. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
                    + " script-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    private static final String[] DESCRIPTION = {"/api/openapi.json", "/api/openapi.json.yaml"};

    @Bean
    SecurityWebFilterChain accessRuleChain(
            ServerHttpSecurity http,
            JsonMapper json,
            Credentials credentials,
            HandlerAccess handlers) {
        return http.authorizeExchange(on ->
                        on.pathMatchers(GET, DESCRIPTION)
                                .permitAll()
                                .pathMatchers(HEAD, DESCRIPTION)
                                .permitAll()
                                .pathMatchers(GET, "/actuator/health/**", "/actuator/prometheus")
                                .permitAll()
                                .pathMatchers("/actuator/**")
                                .denyAll()
                                .anyExchange()
                                .access(handlers))
                .addFilterAt(credentials.filter(), SecurityWebFiltersOrder.AUTHENTICATION)
                // the cookie's own token is checked where the cookie is read
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                // it would make a session for every request, on two other threads, to look into
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                // sessions are ended by DELETE /api/session
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(
                                        (exchange, _) -> unauthorized(exchange, json))
                                .accessDeniedHandler((exchange, denied) ->
                                        denied instanceof HandlerAccess.Forgeable
                                                ? problem(
                                                        exchange,
                                                        json,
                                                        HttpStatus.FORBIDDEN,
                                                        "csrf",
                                                        "请求缺少防伪标记",
                                                        "请以 X-CSRF-Token 给出 GET /api/session"
                                                                + " 返回的 csrfToken")
                                                : problem(
                                                        exchange,
                                                        json,
                                                        HttpStatus.FORBIDDEN,
                                                        "forbidden",
                                                        "没有权限",
                                                        "当前身份不能进行此操作")))
                .headers(headers ->
                        headers.contentSecurityPolicy(
                                        policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                                // caching is each answer's own word
                                .cache(ServerHttpSecurity.HeaderSpec.CacheSpec::disable))
                .build();
    }

    /** What each filter takes is nobody's question, and asking it took a twentieth of a request. */
    @Bean
    SecurityObservationSettings filtersAreNotObserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** Credentials are read in one place; without this a stand-in account would be made up. */
    @Bean
    ReactiveAuthenticationManager noOtherWayIn() {
        return _ -> Mono.error(new BadCredentialsException("no other way in"));
    }

    /** What the firewall turns away says why, like every other "no". */
    @Bean
    ServerExchangeRejectedHandler rejectedExchanges(JsonMapper json) {
        return (exchange, _) ->
                problem(
                        exchange,
                        json,
                        HttpStatus.BAD_REQUEST,
                        "malformed-request",
                        "请求不合规范",
                        "地址、参数名或请求头含有不可用的字符");
    }

    private static Mono<Void> unauthorized(ServerWebExchange exchange, JsonMapper json) {
        exchange.getResponse()
                .getHeaders()
                .set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"mingjia\"");
        return problem(exchange, json, HttpStatus.UNAUTHORIZED, "unauthorized", "需要身份验证", "请先登录");
    }

    private static Mono<Void> problem(
            ServerWebExchange exchange,
            JsonMapper json,
            HttpStatus status,
            String slug,
            String title,
            String detail) {
        var response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setCacheControl("no-store");
        byte[] body =
                json.writeValueAsBytes(
                        Map.of(
                                "type",
                                "/problems/" + slug,
                                "title",
                                title,
                                "status",
                                status.value(),
                                "detail",
                                detail,
                                "instance",
                                exchange.getRequest().getPath().value(),
                                "requestId",
                                exchange.getRequest().getId()));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    /** Gives handlers the actor, and those of the identity slices the caller. */
    @Bean
    WebFluxConfigurer callerArguments() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new CallerArgument());
            }
        };
    }

    private static final class CallerArgument implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Actor.class
                    || parameter.getParameterType() == Caller.class;
        }

        @Override
        public Mono<Object> resolveArgument(
                MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
            Mono<Caller> caller =
                    ReactiveSecurityContextHolder.getContext()
                            .mapNotNull(SecurityContext::getAuthentication)
                            .filter(Authenticated.class::isInstance)
                            .cast(Authenticated.class)
                            // what anyone may ask for is answered as to anyone
                            .filter(known -> !known.forgeable())
                            .map(Authenticated::caller);
            Mono<Object> argument =
                    parameter.getParameterType() == Caller.class
                            ? caller.cast(Object.class)
                            : caller.mapNotNull(Caller::actor);
            return parameter.isOptional()
                    ? argument
                    : argument.switchIfEmpty(
                            Mono.error(
                                    () -> new Refused(new Forbidden("no-capacity", "该账户没有可用的任职"))));
        }
    }
}
