package org.mingjia.web;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.MalformedParameter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies are read to the letter: a member that nobody reads is a misspelt one, and "5" is no
 * number. What is not wanted is refused where it stands, with what it should be. Only what people
 * send is read so; the service's own records may lose a member and still be read.
 */
@Component
final class StrictBodies implements WebFluxConfigurer {

    private static final int MOST_NAMES = 30;

    private final JsonMapper lenient;

    StrictBodies(JsonMapper json) {
        this.lenient = json;
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        var strict =
                lenient.rebuild()
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .build();
        configurer.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(strict));
    }

    static Refusal of(@Nullable Throwable error) {
        for (@Nullable Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof UnrecognizedPropertyException unknown) {
                return new ContentRefused(
                        pointer(unknown),
                        "unknown-member",
                        "没有 “"
                                + shortened(unknown.getPropertyName())
                                + "” 这个字段；可用："
                                + known(unknown.getKnownPropertyIds()));
            }
            if (at instanceof MismatchedInputException mismatched
                    && !mismatched.getPath().isEmpty()) {
                return new ContentRefused(
                        pointer(mismatched), "type", "应为" + meaning(mismatched.getTargetType()));
            }
        }
        return new MalformedParameter(
                "", "malformed-body", "请求体不是有效的 JSON，或字段的类型不符", null, List.of());
    }

    /** What a value of the type is, in Chinese. */
    static String meaning(@Nullable Class<?> type) {
        if (type == null) {
            return "另一种类型";
        }
        if (type == LocalDate.class) {
            return "日期（1949 至 2200 年间的 YYYY-MM-DD）";
        }
        if (type == OffsetDateTime.class) {
            return "带时区的时刻（如 2026-01-31T09:00:00+08:00）";
        }
        if (type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class) {
            return "整数";
        }
        if (type == boolean.class || type == Boolean.class) {
            return " true 或 false";
        }
        if (type == String.class) {
            return "文本";
        }
        if (type == UUID.class) {
            return "标识（UUID）";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "数组";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "对象" : "另一种类型";
    }

    /** RFC 6901. */
    private static String pointer(JacksonException unreadable) {
        return "#/"
                + unreadable.getPath().stream()
                        .map(step ->
                                step.getPropertyName() == null
                                        ? Integer.toString(step.getIndex())
                                        : shortened(step.getPropertyName())
                                                .replace("~", "~0")
                                                .replace("/", "~1"))
                        .collect(Collectors.joining("/"));
    }

    private static String known(@Nullable Collection<Object> names) {
        return names == null
                ? "（无）"
                : names.stream()
                        .map(String::valueOf)
                        .sorted()
                        .limit(MOST_NAMES)
                        .collect(Collectors.joining("、"));
    }

    private static String shortened(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }
}
