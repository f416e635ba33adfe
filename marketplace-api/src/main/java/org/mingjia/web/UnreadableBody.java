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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What is said of a body that is no JSON, or not the JSON that is wanted: which member, and what it
 * should be.
 */
final class UnreadableBody {

    private static final int MOST_NAMES = 30;

    private UnreadableBody() {}

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
