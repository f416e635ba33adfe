package org.mingjia.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal;
import org.mingjia.platform.Refusal.CalendarMissing;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.IdempotencyKeyReused;
import org.mingjia.platform.Refusal.ImportBusy;
import org.mingjia.platform.Refusal.ImportRefused;
import org.mingjia.platform.Refusal.ImportTooLarge;
import org.mingjia.platform.Refusal.InvalidCursor;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refusal.OfAgency;
import org.mingjia.platform.Refusal.OfBid;
import org.mingjia.platform.Refusal.OfCharge;
import org.mingjia.platform.Refusal.OfIdentity;
import org.mingjia.platform.Refusal.QuoteParameterRefused;
import org.mingjia.platform.Refusal.StaleVersion;
import org.mingjia.platform.Refusal.TooManyRequests;
import org.mingjia.platform.Refusal.Unavailable;
import org.mingjia.platform.Refusal.UnknownQueryParameter;
import org.mingjia.platform.Refusal.VersionRequired;
import org.springframework.http.HttpStatus;

/**
 * The catalogue of problems (RFC 9457): what a refusal looks like to a client. A refusal without a
 * status does not compile.
 */
final class Problems {

    static final Problem BODY_TOO_LARGE =
            new Problem(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "请求内容过大", "请求体超过上限");

    private Problems() {}

    /**
     * One problem.
     *
     * @param status HTTP status
     * @param slug stable last part of the type URI
     * @param title Chinese, the same for every occurrence
     * @param detail Chinese, this occurrence
     * @param members what a program needs: rule, bound, parameter …
     */
    record Problem(
            HttpStatus status,
            String slug,
            String title,
            String detail,
            Map<String, @Nullable Object> members) {

        Problem(HttpStatus status, String slug, String title, String detail) {
            this(status, slug, title, detail, Map.of());
        }

        Map<String, @Nullable Object> body(String path, String requestId) {
            var body = new LinkedHashMap<String, @Nullable Object>();
            body.put("type", "/problems/" + slug);
            body.put("title", title);
            body.put("status", status.value());
            body.put("detail", detail);
            body.put("instance", path);
            body.putAll(members);
            body.put("requestId", requestId);
            return body;
        }
    }

    static Problem of(Refusal refusal) {
        return switch (refusal) {
            case NotFound(var what, var id) ->
                    new Problem(HttpStatus.NOT_FOUND, "not-found", "未找到", what + " " + id + " 不存在");
            case MalformedParameter(var parameter, var rule, var detail, var bound, var allowed) ->
                    new Problem(
                            HttpStatus.BAD_REQUEST,
                            "malformed-parameter",
                            "请求参数不符合要求",
                            detail,
                            members(parameter, rule, bound, allowed, detail));
            case UnknownQueryParameter(var parameter, var allowed) ->
                    new Problem(
                            HttpStatus.BAD_REQUEST,
                            "unknown-query-parameter",
                            "不认识的查询参数",
                            "此地址没有查询参数 “" + parameter + "”",
                            members(parameter, "unknown-query-parameter", null, allowed, null));
            case InvalidCursor() ->
                    new Problem(
                            HttpStatus.BAD_REQUEST,
                            "invalid-cursor",
                            "翻页游标无效",
                            "cursor 不是本列表给出的，或查询条件已改变；请从第一页重新开始");
            case QuoteParameterRefused(
                            var parameter,
                            var rule,
                            var detail,
                            var bound,
                            var allowed) ->
                    new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            rule,
                            "计价参数不符合要求",
                            detail,
                            members(parameter, rule, bound, allowed, detail));
            case CalendarMissing(var year) ->
                    new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "calendar-missing",
                            "尚无该年度工作日历",
                            year + " 年的节假日安排尚未载入，不能推算工作日",
                            Map.of("rule", "calendar-missing", "year", year));
            case ImportRefused(var errors, var count) ->
                    new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "import-refused",
                            "导入未通过校验",
                            "共 " + count + " 处错误，未写入任何数据",
                            Map.of("errorCount", count, "errors", errors));
            case ImportTooLarge(var rule, var detail, var bound) ->
                    new Problem(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "import-too-large",
                            "导入文件过大",
                            detail,
                            Map.of("rule", rule, "bound", bound));
            case ImportBusy(var retryAfter) ->
                    new Problem(
                            HttpStatus.CONFLICT,
                            "import-busy",
                            "另一批导入正在进行",
                            "请稍后重试",
                            Map.of("retryAfterSeconds", retryAfter.toSeconds()));
            case IdempotencyKeyReused(var key) ->
                    new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "idempotency-key-reused",
                            "幂等键已用于其他内容",
                            "Idempotency-Key “" + key + "” 已用于内容不同的请求");
            case ContentRefused(var errors) ->
                    new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "content-refused",
                            "内容不符合要求",
                            errors.getFirst().detail()
                                    + (errors.size() > 1 ? "；共 " + errors.size() + " 处" : ""),
                            Map.of("rule", errors.getFirst().rule(), "errors", errors));
            case StaleVersion(var current) ->
                    new Problem(
                            HttpStatus.PRECONDITION_FAILED,
                            "stale-version",
                            "内容已被他人修改",
                            "所依据的版本已不是当前版本，请重新读取后再修改",
                            Map.of("rule", "stale-version", "bound", current));
            case VersionRequired() ->
                    new Problem(
                            HttpStatus.PRECONDITION_REQUIRED,
                            "version-required",
                            "须说明所依据的版本",
                            "请以 If-Match 给出读取时得到的 ETag",
                            Map.of("rule", "version-required"));
            case OfIdentity of -> SliceProblems.of(of);
            case OfAgency of -> SliceProblems.of(of);
            case OfBid of -> SliceProblems.of(of);
            case OfCharge of -> SliceProblems.of(of);
            case TooManyRequests(var what, var retryAfter) ->
                    new Problem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-requests",
                            "请求过于频繁",
                            what + "过于频繁，请稍后再试",
                            Map.of("retryAfterSeconds", retryAfter.toSeconds()));
            case Unavailable(var part, var retryAfter) ->
                    new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "unavailable",
                            "服务暂不可用",
                            part + "暂时不可用，请稍后重试",
                            Map.of("retryAfterSeconds", retryAfter.toSeconds()));
        };
    }

    private static Map<String, @Nullable Object> members(
            String parameter,
            String rule,
            @Nullable String bound,
            List<String> allowed,
            @Nullable String detail) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("parameter", parameter);
        members.put("rule", rule);
        if (bound != null) {
            members.put("bound", bound);
        }
        if (!allowed.isEmpty()) {
            members.put("allowed", allowed);
        }
        if (detail != null) {
            members.put(
                    "errors",
                    List.of(Map.of("pointer", pointer(parameter), "rule", rule, "detail", detail)));
        }
        return members;
    }

    /**
     * JSON pointer (RFC 6901) of a field named with dots: {@code factors.scope} → {@code
     * #/factors/scope}.
     */
    private static String pointer(String parameter) {
        return "#/" + parameter.replace("~", "~0").replace("/", "~1").replaceFirst("\\.", "/");
    }
}
