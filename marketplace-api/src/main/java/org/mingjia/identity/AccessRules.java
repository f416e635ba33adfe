package org.mingjia.identity;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import java.util.Map;
import org.mingjia.platform.Actor;
import org.mingjia.platform.MingjiaSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
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

/** The access rules: what is open to the public, what is the operator's, and nothing else. */
@Configuration(proxyBeanMethods = false)
class AccessRules {

    /** Assets come from this host alone; no page of ours is framed. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
                    + " script-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityWebFilterChain accessRuleChain(ServerHttpSecurity http, JsonMapper json) {
        return http.authorizeExchange(on ->
                        on.pathMatchers("/api/imports", "/api/imports/**", "/api/search/rebuilds")
                                .hasRole(Actor.Role.OPERATOR.name())
                                .pathMatchers(GET, "/api/**")
                                .permitAll()
                                .pathMatchers(HEAD, "/api/**")
                                .permitAll()
                                .pathMatchers(
                                        POST, "/api/price-rules/*/quotes", "/api/items/*/quotes", "/api/charge-checks")
                                .permitAll()
                                .pathMatchers("/api/**")
                                .denyAll()
                                .pathMatchers(GET, "/actuator/health/**", "/actuator/prometheus")
                                .permitAll()
                                .pathMatchers("/actuator/**")
                                .denyAll()
                                .pathMatchers(GET, "/**")
                                .permitAll()
                                .pathMatchers(HEAD, "/**")
                                .permitAll()
                                .anyExchange()
                                .denyAll())
                .httpBasic(basic ->
                        basic.securityContextRepository(
                                        NoOpServerSecurityContextRepository.getInstance())
                                .authenticationEntryPoint(
                                        (exchange, _) -> unauthorized(exchange, json)))
                // no cookie signs anyone in, so there is nothing that a foreign page could ride on
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(
                                        (exchange, _) -> unauthorized(exchange, json))
                                .accessDeniedHandler((exchange, _) ->
                                        problem(
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
                .set(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"mingjia\", charset=\"UTF-8\"");
        return problem(
                exchange,
                json,
                HttpStatus.UNAUTHORIZED,
                "unauthorized",
                "需要身份验证",
                "用户名或密码不正确，或没有给出");
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

    @Bean
    PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    @Bean
    ReactiveUserDetailsService accounts(MingjiaSettings settings, PasswordEncoder encoder) {
        var operator = settings.operator();
        return new MapReactiveUserDetailsService(
                User.withUsername(operator.username())
                        .password(encoder.encode(operator.password()))
                        .roles(Actor.Role.OPERATOR.name())
                        .build());
    }

    /** Gives handlers the actor; a handler that asks for one is never reached without. */
    @Bean
    WebFluxConfigurer actorArgument() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new ActorArgument());
            }
        };
    }

    private static final class ActorArgument implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Actor.class;
        }

        @Override
        public Mono<Object> resolveArgument(
                MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
            return ReactiveSecurityContextHolder.getContext()
                    .mapNotNull(SecurityContext::getAuthentication)
                    .map(known ->
                            new Actor(
                                    known.getName(),
                                    Actor.Role.OPERATOR,
                                    new java.util.UUID(0, 0),
                                    null,
                                    null,
                                    null,
                                    Actor.EVERY_SCOPE));
        }
    }
}
