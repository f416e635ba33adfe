package org.mingjia.identity;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Refusal.OfIdentity.SignInElsewhereFailed;
import org.mingjia.platform.Refusal.Unavailable;
import org.mingjia.platform.Refused;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The OpenID Connect issuers of the configuration: what they say of themselves (discovery, kept for
 * an hour), their tokens, and who is behind them. Any conforming issuer will do.
 */
@Component
public final class Issuers {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT =
            new ParameterizedTypeReference<>() {};

    private final Map<String, Known> issuers = new LinkedHashMap<>();
    private final WebClient http = WebClient.builder().build();
    private final Callers callers;

    Issuers(MingjiaSettings settings, Callers callers) {
        this.callers = callers;
        settings.signIn().oidc().forEach(one -> issuers.put(one.id(), new Known(one)));
    }

    /** Where to send a browser, where to fetch tokens. */
    public record Addresses(String authorization, String token, String keys) {}

    /** One issuer of the configuration. */
    public final class Known {

        private final MingjiaSettings.Issuer settings;
        private final Mono<Addresses> addresses;
        private final Mono<NimbusReactiveJwtDecoder> decoder;

        private Known(MingjiaSettings.Issuer settings) {
            this.settings = settings;
            this.addresses =
                    Mono.defer(this::discover)
                            .cache(_ -> KEPT, _ -> Duration.ZERO, () -> Duration.ZERO);
            this.decoder =
                    addresses
                            .map(this::decoder)
                            .cache(_ -> KEPT, _ -> Duration.ZERO, () -> Duration.ZERO);
        }

        public MingjiaSettings.Issuer settings() {
            return settings;
        }

        public Mono<Addresses> addresses() {
            return addresses;
        }

        private Mono<Addresses> discover() {
            String issuer = settings.issuer().toString();
            return http.get()
                    .uri(
                            (issuer.endsWith("/") ? issuer : issuer + "/")
                                    + ".well-known/openid-configuration")
                    .retrieve()
                    .bodyToMono(OBJECT)
                    .timeout(PATIENCE)
                    .map(said -> {
                        if (!issuer.equals(said.get("issuer"))) {
                            throw failed("issuer-mismatch", "统一登录平台的标识与配置不符");
                        }
                        return new Addresses(
                                String.valueOf(said.get("authorization_endpoint")),
                                String.valueOf(said.get("token_endpoint")),
                                String.valueOf(said.get("jwks_uri")));
                    })
                    .onErrorMap(WebClientException.class, _ -> away());
        }

        private NimbusReactiveJwtDecoder decoder(Addresses known) {
            var made = NimbusReactiveJwtDecoder.withJwkSetUri(known.keys()).build();
            made.setJwtValidator(
                    new DelegatingOAuth2TokenValidator<>(
                            new JwtTimestampValidator(),
                            new JwtClaimValidator<Object>(
                                    JwtClaimNames.ISS,
                                    said -> settings.issuer().toString().equals(text(said)))));
            return made;
        }

        /** Exchanges a code for an identity token, checked, meant for us and for this sign-in. */
        public Mono<Jwt> exchange(
                String code, String redirectUri, String verifier, String nonce) {
            var form = new LinkedMultiValueMap<String, String>();
            form.add("grant_type", "authorization_code");
            form.add("code", code);
            form.add("redirect_uri", redirectUri);
            form.add("code_verifier", verifier);
            form.add("client_id", settings.clientId());
            return addresses
                    .flatMap(known ->
                            http.post()
                                    .uri(known.token())
                                    .headers(headers -> {
                                        if (settings.clientSecret() != null) {
                                            headers.setBasicAuth(
                                                    settings.clientId(), settings.clientSecret());
                                        }
                                    })
                                    .body(BodyInserters.fromFormData(form))
                                    .retrieve()
                                    .bodyToMono(OBJECT)
                                    .timeout(PATIENCE))
                    .onErrorMap(
                            WebClientException.class,
                            _ -> failed("code-exchange", "统一登录平台没有接受这次登录，请重新登录"))
                    .flatMap(tokens -> decoded(String.valueOf(tokens.get("id_token"))))
                    .doOnNext(token -> {
                        if (!isFor(token, settings.clientId())
                                || !nonce.equals(token.getClaimAsString("nonce"))) {
                            throw failed("token-not-ours", "身份令牌不是为这次登录签发的");
                        }
                    });
        }

        private Mono<Jwt> decoded(String token) {
            return decoder
                    .flatMap(by -> by.decode(token))
                    .onErrorMap(
                            JwtException.class, _ -> failed("token-refused", "身份令牌无效或已过期"));
        }
    }

    /** An issuer by its short name. */
    public @Nullable Known find(String id) {
        return issuers.get(id);
    }

    /**
     * Who shows a token of one of the issuers: an identity that was linked to an account here. Its
     * scopes are what the token says; a machine's token without any may only read.
     */
    Mono<Caller> bearer(String token, @Nullable UUID capacity) {
        if (issuers.isEmpty() || token.chars().filter(c -> c == '.').count() != 2) {
            return Mono.empty();
        }
        return Flux.fromIterable(issuers.values())
                .concatMap(known ->
                        known.decoded(token)
                                .filter(jwt -> isFor(jwt, audience(known)))
                                .onErrorResume(
                                        Refused.class,
                                        refused ->
                                                refused.refusal() instanceof Unavailable
                                                        ? Mono.error(refused)
                                                        : Mono.empty())
                                .flatMap(jwt ->
                                        callers.byExternalIdentity(
                                                known.settings().issuer().toString(),
                                                subject(jwt),
                                                capacity,
                                                scopes(jwt))))
                .next();
    }

    /** Who is meant, as the issuer calls them. */
    public static String subject(Jwt token) {
        String subject = token.getSubject();
        if (subject == null || subject.isEmpty()) {
            throw failed("token-refused", "身份令牌没有说明身份");
        }
        return subject;
    }

    private static String audience(Known known) {
        String said = known.settings().audience();
        return said == null ? known.settings().clientId() : said;
    }

    private static boolean isFor(Jwt token, String whom) {
        List<String> meant = token.getAudience();
        return meant != null && meant.contains(whom);
    }

    /** All that the token says, but never what only a person may: {@code *}, {@code token}. */
    private static Set<String> scopes(Jwt token) {
        Object said = token.getClaims().get("scope");
        Stream<String> all =
                switch (said) {
                    case String text -> Stream.of(text.strip().split(" +", -1));
                    case Collection<?> many -> many.stream().map(String::valueOf);
                    case null, default -> Stream.of("read");
                };
        return all.filter(scope -> scope.matches("[a-z]+:[a-z]+|read"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static Refused failed(String rule, String detail) {
        return new Refused(new SignInElsewhereFailed(rule, detail));
    }

    private static Refused away() {
        return new Refused(new Unavailable("统一登录平台", Duration.ofSeconds(10)));
    }
}
