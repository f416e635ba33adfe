package org.mingjia.signin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.identity.Sessions;
import org.mingjia.signin.RegistrationForm.Application;
import org.mingjia.signin.SignInViews.SessionView;
import org.mingjia.web.Access;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** 注册. */
@RestController
@Tag(name = "登录")
class RegistrationController {

    private final Registration registration;
    private final Sessions sessions;
    private final SessionViews views;

    RegistrationController(Registration registration, Sessions sessions, SessionViews views) {
        this.registration = registration;
        this.sessions = sessions;
        this.views = views;
    }

    @PostMapping("/api/registrations")
    @Access(Access.Audience.EVERYONE)
    @AnswersWith(value = SessionView.class, status = 201, once = true)
    @Operation(summary = "注册单位及其管理员账户", description = "注册成功即登录；统一社会信用代码按 GB 32100 与 GB 11714 校验")
    Mono<ResponseEntity<byte[]>> register(
            ServerWebExchange exchange, @RequestBody Application asked) {
        return registration
                .register(exchange, RegistrationForm.check(asked))
                .doOnNext(made -> sessions.hand(exchange, made.session()))
                .flatMap(made ->
                        views.of(
                                HttpStatus.CREATED,
                                made.account(),
                                made.capacity(),
                                made.session()));
    }
}
