package org.mingjia.web;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.ConstraintNames;
import org.mingjia.platform.Refusal;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refusal.OfAgency.RangeNotSatisfiable;
import org.mingjia.platform.Refusal.Unavailable;
import org.mingjia.platform.Refused;
import org.mingjia.web.Problems.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerErrorException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/**
 * Turns whatever goes wrong into problem+json: a refusal says which rule and bound, a defect says
 * only its request id, and the log keeps the rest.
 */
@Component
@Order(-2)
final class ProblemHandler implements ErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final List<String> RETRIABLE = List.of("55P03", "57", "40", "08", "53");

    private final ProblemAnswer answer;

    ProblemHandler(ProblemAnswer answer) {
        this.answer = answer;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        String requestId = exchange.getRequest().getId();
        Problem problem = problem(error);
        // a refusal is no defect, and a line for each would be one more load when there is too much
        if (problem.status().is5xxServerError() && !(error instanceof Refused)) {
            LOG.error(
                    "request {} {} {} failed",
                    requestId,
                    exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath(),
                    error);
        }
        if (error instanceof Refused refused
                && refused.refusal() instanceof RangeNotSatisfiable(long size)) {
            response.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
        }
        if (problem.status() == HttpStatus.UNAUTHORIZED) {
            // never Basic: a browser must not put up its own dialogue
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"mingjia\"");
        }
        if (error instanceof ErrorResponse known) {
            known.getHeaders()
                    .getAllow()
                    .forEach(m -> response.getHeaders().add("Allow", m.name()));
        }
        return answer.write(exchange.getRequest(), response, problem);
    }

    private static Problem problem(Throwable error) {
        return switch (error) {
            case Refused refused -> Problems.of(refused.refusal());
            case HandlerMethodValidationException invalid -> Problems.of(parameter(invalid));
            case ConstraintViolationException invalid ->
                    Problems.of(malformed("", "constraint", String.valueOf(invalid.getMessage())));
            case ServerWebInputException input -> Problems.of(parameter(input));
            case DataBufferLimitException _ -> Problems.BODY_TOO_LARGE;
            case InvalidMimeTypeException _, InvalidMediaTypeException _ ->
                    Problems.of(
                            malformed("Accept", "malformed", "Accept 或 Content-Type 不是有效的媒体类型"));
            // an identifier of nothing but blanks is read as none at all
            case ServerErrorException blank when isOfThePath(blank.getMethodParameter()) ->
                    Problems.of(malformed("path", "malformed", "地址中的标识是空的"));
            case ResponseStatusException known -> http(known.getStatusCode().value());
            case DataIntegrityViolationException _,
                    org.jooq.exception.IntegrityConstraintViolationException _ ->
                    integrity(error);
            case DataAccessResourceFailureException _,
                    CannotCreateTransactionException _,
                    R2dbcNonTransientResourceException _,
                    R2dbcTransientResourceException _,
                    TimeoutException _ ->
                    Problems.of(new Unavailable("数据库", RETRY));
            default -> {
                Throwable cause = error.getCause();
                yield cause != null && (isResource(cause) || passes(error))
                        ? Problems.of(new Unavailable("数据库", RETRY))
                        : new Problem(
                                HttpStatus.INTERNAL_SERVER_ERROR,
                                "internal",
                                "系统内部错误",
                                "请求未能完成，没有写入任何数据；请凭 requestId 联系运行机构");
            }
        };
    }

    private static boolean isResource(Throwable cause) {
        return cause instanceof R2dbcNonTransientResourceException
                || cause instanceof R2dbcTransientResourceException
                || cause instanceof java.net.ConnectException
                || cause instanceof TimeoutException;
    }

    /**
     * Timeouts of a lock or statement, deadlocks, and a server that is going down or coming up: the
     * transaction is undone and may be tried again.
     */
    private static boolean passes(Throwable error) {
        return error instanceof org.jooq.exception.DataAccessException known
                && RETRIABLE.stream().anyMatch(known.sqlState()::startsWith);
    }

    private static Problem integrity(Throwable error) {
        String constraint = ConstraintNames.of(error);
        Refusal known = ConstraintNames.refusal(constraint);
        if (known != null) {
            return Problems.of(known);
        }
        return new Problem(
                HttpStatus.CONFLICT,
                "constraint-violated",
                "数据之间的约束不允许此操作",
                "违反约束 " + constraint + "，没有写入任何数据",
                java.util.Map.of("rule", constraint));
    }

    private static Refusal parameter(HandlerMethodValidationException invalid) {
        var first = invalid.getParameterValidationResults().getFirst();
        String name = String.valueOf(first.getMethodParameter().getParameterName());
        var broken = first.getResolvableErrors().getFirst();
        var constraint =
                first.unwrap(broken, ConstraintViolation.class)
                        .getConstraintDescriptor()
                        .getAnnotation();
        return switch (constraint) {
            case Min min ->
                    bounded(
                            name,
                            "min",
                            name + " 不小于 " + min.value(),
                            ">= " + min.value(),
                            List.of());
            case Max max ->
                    bounded(
                            name,
                            "max",
                            name + " 不大于 " + max.value(),
                            "<= " + max.value(),
                            List.of());
            case Size size ->
                    bounded(
                            name,
                            "size",
                            name + " 的长度应在 " + size.min() + " 至 " + size.max() + " 个字符之间",
                            "<= " + size.max(),
                            List.of());
            case Pattern pattern when pattern.regexp().matches("[\\w|]+") ->
                    bounded(
                            name,
                            "one-of",
                            name + " 不在可用值内",
                            null,
                            List.of(pattern.regexp().split("\\|")));
            case Pattern pattern ->
                    bounded(name, "pattern", name + " 不合格式", pattern.regexp(), List.of());
            default -> malformed(name, "constraint", name + "：" + broken.getDefaultMessage());
        };
    }

    private static Refusal bounded(
            String name, String rule, String detail, @Nullable String bound, List<String> allowed) {
        return new MalformedParameter(name, rule, detail, bound, allowed);
    }

    private static boolean isOfThePath(@Nullable MethodParameter parameter) {
        return parameter != null && parameter.hasParameterAnnotation(PathVariable.class);
    }

    private static Refusal parameter(ServerWebInputException input) {
        var method = input.getMethodParameter();
        Throwable root = input.getMostSpecificCause();
        if (root instanceof Refused refused) {
            return refused.refusal();
        }
        if (method == null || input.getCause() instanceof DecodingException) {
            return StrictBodies.of(input.getCause());
        }
        String name = method.getParameterName();
        boolean missing = input.getCause() == null;
        return malformed(
                name == null ? "" : name,
                missing ? "required" : "malformed",
                missing
                        ? "缺少参数 " + name
                        : "参数 "
                                + name
                                + " 不能解读为"
                                + StrictBodies.meaning(method.getParameterType()));
    }

    private static Refusal malformed(String parameter, String rule, @Nullable String detail) {
        return new MalformedParameter(
                parameter, rule, detail == null ? rule : detail, null, List.of());
    }

    private static Problem http(int status) {
        HttpStatus known = HttpStatus.valueOf(status);
        return switch (known) {
            case NOT_FOUND -> new Problem(known, "no-such-address", "没有这个地址", "请核对地址，接口说明见 /docs");
            case METHOD_NOT_ALLOWED ->
                    new Problem(known, "method-not-allowed", "此地址不支持该方法", "可用方法见 Allow 头");
            case UNSUPPORTED_MEDIA_TYPE ->
                    new Problem(
                            known, "unsupported-media-type", "不支持的内容类型", "请按接口说明设置 Content-Type");
            case NOT_ACCEPTABLE ->
                    new Problem(
                            known,
                            "not-acceptable",
                            "没有可提供的表示形式",
                            "可用 application/json 或 text/csv");
            case CONTENT_TOO_LARGE -> Problems.BODY_TOO_LARGE;
            default -> new Problem(known, "http-" + status, "请求未被接受", known.getReasonPhrase());
        };
    }
}
