package org.mingjia.signin;

import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.CAPACITY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.identity.Caller;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.OfIdentity.Forbidden;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.signin.Accounts.Grant;
import org.mingjia.web.Access;
import org.mingjia.web.Idempotency;
import org.mingjia.web.Idempotency.Created;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who acts for one's own organisation. */
@RestController
@Tag(name = "本单位")
@SecurityRequirement(name = "session")
class MemberController {

    private static final String MEMBERS =
            """
            select c.id, a.username, a.display_name, c.role, c.manager, c.granted_at
              from capacity c join account a on a.id = c.account_id
             where c.organisation_id = {0} and c.ended_at is null
             order by c.granted_at, c.id
             limit 500
            """;

    /** A manager who goes must leave one behind; the lock makes two who go at once take turns. */
    private static final String OTHER_MANAGERS =
            """
            select count(*) filter (where locked.manager and locked.id <> {1})
              from (select id, manager from capacity
                     where organisation_id = {0} and ended_at is null for update) locked
            """;

    private final Transactor transactor;
    private final Idempotency idempotency;

    MemberController(Transactor transactor, Idempotency idempotency) {
        this.transactor = transactor;
        this.idempotency = idempotency;
    }

    /** Somebody who acts for the organisation. */
    record Member(
            UUID capacityId,
            String username,
            String displayName,
            String role,
            boolean manager,
            OffsetDateTime grantedAt) {}

    /** All of them. */
    record Members(List<Member> items) {}

    /** Whom to add. */
    record NewMember(@Nullable String username, @Nullable String role, @Nullable Boolean manager) {}

    @GetMapping("/api/organisation/members")
    @Access(
            value = {Access.Audience.ENTERPRISE, Access.Audience.AGENCY},
            scope = "read")
    @org.mingjia.apidoc.AnswersWith(Members.class)
    @Operation(summary = "本单位成员")
    Mono<Members> members(@Parameter(hidden = true) Actor actor) {
        return transactor
                .many(db -> db.resultQuery(MEMBERS, val(actor.organisation())))
                .map(MemberController::member)
                .collectList()
                .map(Members::new);
    }

    private static Member member(Record row) {
        return new Member(
                row.get(0, UUID.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, boolean.class),
                row.get(5, OffsetDateTime.class));
    }

    @PostMapping("/api/organisation/members")
    @Access({Access.Audience.ENTERPRISE, Access.Audience.AGENCY})
    @org.mingjia.apidoc.AnswersWith(
            value = AccountController.CapacityMade.class,
            status = 201,
            once = true)
    @Operation(summary = "添加成员（单位管理员）", description = "账户须已存在；role 缺省与管理员相同")
    Mono<ResponseEntity<byte[]>> add(
            ServerWebExchange exchange,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) Actor actor,
            @RequestBody NewMember asked) {
        requireManager(caller);
        var checks = new FieldChecks();
        String username = RegistrationForm.username(checks, asked.username());
        String role =
                asked.role() == null ? actor.role().name().toLowerCase(Locale.ROOT) : asked.role();
        checks.require(
                role.equals("enterprise") || role.equals("agency"),
                "#/role",
                "one-of",
                "role 应为 enterprise 或 agency");
        checks.done();
        var grant =
                new Grant(
                        role,
                        actor.organisation(),
                        Boolean.TRUE.equals(asked.manager()),
                        null,
                        null);
        return idempotency.once(
                exchange,
                actor,
                List.of(username, grant.toString()),
                tx ->
                        Accounts.id(tx, username)
                                .onErrorMap(
                                        Refused.class,
                                        _ ->
                                                new Refused(
                                                        new ContentRefused(
                                                                "#/username",
                                                                "account-unknown",
                                                                "没有这个账户，请对方先注册或由运行机构建立")))
                                .flatMap(account ->
                                        Accounts.grant(tx, actor.name(), account, username, grant))
                                .map(capacity ->
                                        Created.at(
                                                "/api/organisation/members",
                                                new AccountController.CapacityMade(capacity))));
    }

    @DeleteMapping("/api/organisation/members/{capacityId}")
    @Access({Access.Audience.ENTERPRISE, Access.Audience.AGENCY})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "移除成员（单位管理员）")
    Mono<ResponseEntity<Void>> remove(
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) Actor actor,
            @PathVariable UUID capacityId) {
        requireManager(caller);
        return transactor
                .inTransaction(tx ->
                        Mono.from(
                                        tx.resultQuery(
                                                OTHER_MANAGERS,
                                                val(actor.organisation()),
                                                val(capacityId)))
                                .doOnNext(row -> requireAnother(row.get(0, long.class)))
                                .then(
                                        Accounts.end(
                                                tx,
                                                actor.name(),
                                                capacityId,
                                                CAPACITY.ORGANISATION_ID.eq(actor.organisation())))
                                .thenReturn(true))
                .map(_ -> ResponseEntity.noContent().build());
    }

    private static void requireAnother(long managers) {
        if (managers == 0) {
            throw new Refused(new Forbidden("last-manager", "单位至少须有一名管理员，请先指定另一名"));
        }
    }

    static void requireManager(Caller caller) {
        if (!caller.manager()) {
            throw new Refused(new Forbidden("managers-only", "只有本单位的管理员可以进行此操作"));
        }
    }
}
