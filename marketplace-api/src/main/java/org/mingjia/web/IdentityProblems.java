package org.mingjia.web;

import java.util.List;
import java.util.Map;
import org.mingjia.platform.Refusal.FieldError;
import org.mingjia.platform.Refusal.OfIdentity;
import org.mingjia.platform.Refusal.OfIdentity.CodeRefused;
import org.mingjia.platform.Refusal.OfIdentity.CredentialsRefused;
import org.mingjia.platform.Refusal.OfIdentity.Forbidden;
import org.mingjia.platform.Refusal.OfIdentity.SignInElsewhereFailed;
import org.mingjia.platform.Refusal.OfIdentity.Taken;
import org.mingjia.platform.Refusal.OfIdentity.TooManyAttempts;
import org.mingjia.web.Problems.Problem;
import org.springframework.http.HttpStatus;

/** The problems of signing in and of rights. */
final class IdentityProblems {

    private IdentityProblems() {}

    static Problem of(OfIdentity refusal) {
        return switch (refusal) {
            case CredentialsRefused() ->
                    new Problem(
                            HttpStatus.UNAUTHORIZED,
                            "credentials-refused",
                            "登录未成功",
                            "用户名或密码不正确，或账户暂不可登录");
            case TooManyAttempts(var retryAfter) ->
                    new Problem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-attempts",
                            "尝试过于频繁",
                            "请稍后再试",
                            Map.of("retryAfterSeconds", Math.max(1, retryAfter.toSeconds())));
            case Taken(var rule, var pointer, var detail) ->
                    new Problem(
                            HttpStatus.CONFLICT,
                            rule,
                            "已被登记",
                            detail,
                            Map.of(
                                    "rule",
                                    rule,
                                    "errors",
                                    List.of(new FieldError(pointer, rule, detail))));
            case Forbidden(var rule, var detail) ->
                    new Problem(HttpStatus.FORBIDDEN, rule, "没有权限", detail, Map.of("rule", rule));
            case CodeRefused() ->
                    new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "code-refused",
                            "重置码无效",
                            "重置码不正确、已使用或已过期，请向运行机构重新申请",
                            Map.of("rule", "code-refused"));
            case SignInElsewhereFailed(var rule, var detail) ->
                    new Problem(
                            HttpStatus.UNAUTHORIZED, rule, "统一登录未成功", detail, Map.of("rule", rule));
        };
    }
}
