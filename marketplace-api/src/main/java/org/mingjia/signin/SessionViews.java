package org.mingjia.signin;

import static org.jooq.impl.DSL.val;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.identity.Caller;
import org.mingjia.identity.Secrets;
import org.mingjia.platform.MingjiaSettings;
import org.mingjia.platform.Transactor;
import org.mingjia.signin.SignInViews.IssuerView;
import org.mingjia.signin.SignInViews.SessionView;
import org.mingjia.signin.SignInViews.SignInView;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Says who is signed in; one statement, whose answer the database writes. */
@Component
final class SessionViews {

    /** A row of {@code capacity c}, with the names of what it is for. */
    static final String CAPACITY =
            """
            json_build_object('id', c.id, 'role', c.role, 'manager', c.manager,
                'organisation', (select json_build_object('id', o.id, 'name', o.name, 'uscc', o.uscc, 'kind', o.kind)
                                   from organisation o where o.id = c.organisation_id),
                'department', case when c.department_code is not null then json_build_object(
                    'code', c.department_code, 'name', coalesce((select d.name from department d
                        where d.code = c.department_code and d.valid @> market_today()), c.department_code)) end,
                'region', case when c.region_code is not null then json_build_object(
                    'code', c.region_code, 'name', coalesce((select r.name from region r
                        where r.code = c.region_code and r.valid @> market_today()), c.region_code)) end)
            """;

    private static final String SESSION =
            """
            select json_build_object(
                'account', json_build_object('id', a.id, 'username', a.username, 'displayName', a.display_name),
                'capacity', (select %1$s from capacity c where c.id = {1} and c.ended_at is null),
                'capacities', coalesce((select json_agg(%1$s order by c.granted_at, c.id)
                                          from capacity c where c.account_id = a.id and c.ended_at is null), '[]'),
                'csrfToken', {2}::text, 'signIn', {3}::json,
                'expiresAt', (select s.expires_at from session s where s.token_hash = {4}))::text
              from account a where a.id = {0}
            """
                    .formatted(CAPACITY);

    private final Transactor transactor;
    private final JsonMapper json;
    private final SignInView ways;

    SessionViews(Transactor transactor, JsonMapper json, MingjiaSettings settings) {
        this.transactor = transactor;
        this.json = json;
        this.ways =
                new SignInView(
                        true,
                        settings.signIn().oidc().stream()
                                .map(issuer -> new IssuerView(issuer.id(), issuer.name()))
                                .toList());
    }

    /** Nobody is signed in. */
    Mono<ResponseEntity<byte[]>> nobody() {
        return Mono.just(
                answer(
                        HttpStatus.OK,
                        json.writeValueAsString(
                                new SessionView(null, null, List.of(), null, ways, null))));
    }

    Mono<ResponseEntity<byte[]>> of(Caller caller) {
        return of(HttpStatus.OK, caller.accountId(), caller.capacityId(), caller.session());
    }

    Mono<ResponseEntity<byte[]>> of(
            HttpStatus status, UUID account, @Nullable UUID capacity, @Nullable String session) {
        return transactor
                .one(db ->
                        Mono.from(
                                        db.resultQuery(
                                                SESSION,
                                                val(account),
                                                val(capacity, SQLDataType.UUID),
                                                val(
                                                        session == null
                                                                ? null
                                                                : Secrets.csrfToken(session),
                                                        SQLDataType.VARCHAR),
                                                val(JSON.json(json.writeValueAsString(ways))),
                                                val(
                                                        session == null
                                                                ? null
                                                                : Secrets.hash(session),
                                                        SQLDataType.VARBINARY)))
                                .cast(Record.class))
                .map(row -> answer(status, row.get(0, String.class)));
    }

    /** The same answer, which no cache and no browser may keep: there is a secret in it. */
    static ResponseEntity<byte[]> unkept(ResponseEntity<byte[]> answer) {
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .cacheControl(CacheControl.noStore())
                .body(answer.getBody());
    }

    private static ResponseEntity<byte[]> answer(HttpStatus status, String body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }
}
