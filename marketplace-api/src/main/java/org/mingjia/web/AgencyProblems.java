package org.mingjia.web;

import java.util.Map;
import org.mingjia.platform.Refusal.OfAgency;
import org.mingjia.platform.Refusal.OfAgency.FileRefused;
import org.mingjia.platform.Refusal.OfAgency.FileTooLarge;
import org.mingjia.platform.Refusal.OfAgency.NotNow;
import org.mingjia.platform.Refusal.OfAgency.RangeNotSatisfiable;
import org.mingjia.web.Problems.Problem;
import org.springframework.http.HttpStatus;

/** The problems of admission, standing and files. */
final class AgencyProblems {

    private AgencyProblems() {}

    static Problem of(OfAgency refusal) {
        return switch (refusal) {
            case NotNow(var rule, var detail) ->
                    new Problem(
                            HttpStatus.CONFLICT, rule, "当前状态不允许此操作", detail, Map.of("rule", rule));
            case FileTooLarge(var mostBytes) ->
                    new Problem(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "file-too-large",
                            "文件过大",
                            "一个附件不超过 " + mostBytes / 1_048_576 + " MiB",
                            Map.of("rule", "file-size", "bound", mostBytes));
            case RangeNotSatisfiable(var size) ->
                    new Problem(
                            HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                            "range-not-satisfiable",
                            "所求区间不存在",
                            "文件只有 " + size + " 字节",
                            Map.of("rule", "range", "bound", size));
            case FileRefused(var rule, var detail) ->
                    new Problem(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "file-refused",
                            "文件不能接受",
                            detail,
                            Map.of("rule", rule));
        };
    }
}
