package org.mingjia.inbox;

import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.NOTIFICATION_SETTING;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.AnswersWith;
import org.mingjia.inbox.InboxViews.SettingsRequest;
import org.mingjia.inbox.InboxViews.SettingsView;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Transactor;
import org.mingjia.web.Access;
import org.mingjia.web.Access.Audience;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where an organisation wants to be told, beside its inbox. */
@RestController
@Tag(name = "消息")
class NotificationController {

    /** As a mail server will take it, without a name beside it and on one line. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+");

    private static final int LONGEST = 254;

    private final Transactor transactor;
    private final Mailing mailing;

    NotificationController(Transactor transactor, Mailing mailing) {
        this.transactor = transactor;
        this.mailing = mailing;
    }

    @GetMapping("/api/notification-settings")
    @Access(
            value = {Audience.ENTERPRISE, Audience.AGENCY},
            scope = "read")
    @AnswersWith(SettingsView.class)
    @Operation(operationId = "notificationSettings", summary = "本单位的通知方式")
    Mono<ResponseEntity<SettingsView>> read(@Parameter(hidden = true) Actor actor) {
        return transactor
                .one(db ->
                        db.selectFrom(NOTIFICATION_SETTING)
                                .where(
                                        NOTIFICATION_SETTING.ORGANISATION_ID.eq(
                                                actor.organisation())))
                .map(row ->
                        new SettingsView(
                                row.get(NOTIFICATION_SETTING.EMAIL),
                                row.get(NOTIFICATION_SETTING.MAIL_MATCHES),
                                row.get(NOTIFICATION_SETTING.MAIL_RESULTS),
                                mailing.configured()))
                .defaultIfEmpty(new SettingsView(null, true, true, mailing.configured()))
                .map(NotificationController::answer);
    }

    @PutMapping("/api/notification-settings")
    @Access({Audience.ENTERPRISE, Audience.AGENCY})
    @AnswersWith(SettingsView.class)
    @Operation(
            operationId = "setNotifications",
            summary = "设定本单位的通知方式",
            description = "email 为空则不发邮件；mailConfigured 为 false 时本平台未配置邮件，消息只在站内")
    Mono<ResponseEntity<SettingsView>> set(
            @Parameter(hidden = true) Actor actor, @RequestBody SettingsRequest asked) {
        SettingsView wanted = checked(asked);
        return transactor
                .inTransaction(tx ->
                        kept(tx, actor, wanted)
                                .then(
                                        Events.tell(
                                                tx,
                                                actor.name(),
                                                "organisation.notification-settings",
                                                "organisation",
                                                actor.organisation().toString(),
                                                Map.of()))
                                .thenReturn(wanted))
                .map(NotificationController::answer);
    }

    private SettingsView checked(SettingsRequest asked) {
        String email = asked.email() == null ? "" : asked.email().strip();
        var checks = new FieldChecks();
        checks.require(
                email.isEmpty() || (email.length() <= LONGEST && ADDRESS.matcher(email).matches()),
                "#/email",
                "email",
                "请填写一个电子邮箱地址，不超过 " + LONGEST + " 个字符");
        checks.done();
        return new SettingsView(
                email.isEmpty() ? null : email,
                !Boolean.FALSE.equals(asked.mailMatches()),
                !Boolean.FALSE.equals(asked.mailResults()),
                mailing.configured());
    }

    private static Mono<Integer> kept(DSLContext tx, Actor actor, SettingsView wanted) {
        @Nullable String email = wanted.email();
        return Mono.from(
                tx.insertInto(NOTIFICATION_SETTING)
                        .set(NOTIFICATION_SETTING.ORGANISATION_ID, actor.organisation())
                        .set(NOTIFICATION_SETTING.EMAIL, email)
                        .set(NOTIFICATION_SETTING.MAIL_MATCHES, wanted.mailMatches())
                        .set(NOTIFICATION_SETTING.MAIL_RESULTS, wanted.mailResults())
                        .set(NOTIFICATION_SETTING.CHANGED_BY, actor.name())
                        .onConflict(NOTIFICATION_SETTING.ORGANISATION_ID)
                        .doUpdate()
                        .set(NOTIFICATION_SETTING.EMAIL, email)
                        .set(NOTIFICATION_SETTING.MAIL_MATCHES, wanted.mailMatches())
                        .set(NOTIFICATION_SETTING.MAIL_RESULTS, wanted.mailResults())
                        .set(NOTIFICATION_SETTING.CHANGED_BY, val(actor.name()))
                        .set(
                                NOTIFICATION_SETTING.CHANGED_AT,
                                org.jooq.impl.DSL.currentOffsetDateTime()));
    }

    private static ResponseEntity<SettingsView> answer(SettingsView view) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view);
    }
}
