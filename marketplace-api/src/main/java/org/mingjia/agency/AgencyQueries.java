package org.mingjia.agency;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static org.mingjia.db.Tables.AGENCY;
import static org.mingjia.db.Tables.ORGANISATION;

import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SortOrder;
import org.jspecify.annotations.Nullable;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** What can be read of agencies: one statement each. */
final class AgencyQueries {

    private static final Field<String> STANDING = field("s.standing", String.class);

    private AgencyQueries() {}

    /** Filters of the directory; null means all. */
    record Filter(
            @Nullable String words,
            @Nullable String region,
            @Nullable String item,
            @Nullable String qualification,
            @Nullable String standing) {}

    /**
     * The directory today. {@code neutral} is an order that no name and no age can win: by a digest
     * of the code.
     */
    static Listing directory(Filter filter, String sort) {
        Condition where =
                matching(filter)
                        .and(region(filter.region()))
                        .and(offering(filter.item()))
                        .and(holding(filter.qualification()))
                        .and(
                                filter.standing() == null
                                        ? noCondition()
                                        : STANDING.eq(filter.standing()));
        Field<String> key =
                switch (sort) {
                    case "name" ->
                            field(
                                    "({0} || ' ' || {1})",
                                    String.class, ORGANISATION.NAME, ORGANISATION.USCC);
                    case "-admitted" ->
                            field(
                                    "({0}::text || ' ' || {1})",
                                    String.class, AGENCY.ADMITTED_ON, ORGANISATION.USCC);
                    default -> field("(md5({0}) || ' ' || {0})", String.class, ORGANISATION.USCC);
                };
        return new Listing(
                List.of(
                        ORGANISATION.USCC.as("uscc"),
                        ORGANISATION.NAME.as("name"),
                        ORGANISATION.REGION_CODE.as("regionCode"),
                        regionName().as("regionName"),
                        STANDING.as("standing"),
                        field(
                                        "(select count(*) from agency_item i where i.agency_id = {0} and i.valid @> market_today())",
                                        Long.class, AGENCY.ORGANISATION_ID)
                                .as("itemCount"),
                        field(
                                        """
                                        array(select distinct k.name || coalesce(q.level, '')
                                                from qualification q join qualification_kind k on k.code = q.kind
                                               where q.agency_id = {0} and q.valid @> market_today() order by 1)\
                                        """,
                                        String[].class, AGENCY.ORGANISATION_ID)
                                .as("qualificationNames"),
                        field(
                                        """
                                        array(select r.region_code from agency_region r
                                               where r.agency_id = {0} and r.valid @> market_today() order by 1)\
                                        """,
                                        String[].class, AGENCY.ORGANISATION_ID)
                                .as("regionCodes"),
                        AGENCY.ADMITTED_ON.as("admittedOn"),
                        key.as("place")),
                AGENCY.join(ORGANISATION)
                        .on(ORGANISATION.ID.eq(AGENCY.ORGANISATION_ID))
                        .join(table("agencies_standing_on(market_today()) as s"))
                        .on("s.agency_id = {0}", AGENCY.ORGANISATION_ID),
                where,
                key,
                "place",
                sort.startsWith("-") ? SortOrder.DESC : SortOrder.ASC);
    }

    private static Field<String> regionName() {
        return field(
                "(select r.name from region r where r.code = {0} and r.valid @> market_today())",
                String.class, ORGANISATION.REGION_CODE);
    }

    private static Condition matching(Filter filter) {
        String words = filter.words();
        if (words == null || words.isBlank()) {
            return noCondition();
        }
        return ORGANISATION
                .NAME
                .containsIgnoreCase(words.strip())
                .or(ORGANISATION.USCC.startsWithIgnoreCase(words.strip()));
    }

    /** It serves the place, or a place inside it. */
    private static Condition region(@Nullable String region) {
        return region == null
                ? noCondition()
                : condition(
                        """
                        exists (select from agency_region r where r.agency_id = {0} and r.valid @> market_today()
                            and (region_covers(r.region_code, {1}) or region_covers({1}, r.region_code)))\
                        """,
                        AGENCY.ORGANISATION_ID, val(region));
    }

    private static Condition offering(@Nullable String item) {
        return item == null
                ? noCondition()
                : condition(
                        "exists (select from agency_item i where i.agency_id = {0} and i.item_code = {1} and i.valid @> market_today())",
                        AGENCY.ORGANISATION_ID, val(item));
    }

    private static Condition holding(@Nullable String kind) {
        return kind == null
                ? noCondition()
                : condition(
                        "exists (select from qualification q where q.agency_id = {0} and q.kind = {1} and q.valid @> market_today())",
                        AGENCY.ORGANISATION_ID, val(kind));
    }

    private static final String PAGE =
            """
            select json_build_object(
                'uscc', o.uscc, 'name', o.name, 'regionCode', o.region_code,
                'regionName', (select r.name from region r where r.code = o.region_code and r.valid @> {1}),
                'standing', s.standing, 'asOf', {1}, 'admittedOn', a.admitted_on,
                'exitedOn', a.exited_on, 'exitReason', a.exit_reason,
                'profile', json_build_object(
                    'legalRepresentative', a.profile -> 'legalRepresentative', 'establishedOn', a.profile -> 'establishedOn',
                    'registeredCapitalFen', a.profile -> 'registeredCapitalFen', 'address', a.profile -> 'address',
                    'phone', a.profile -> 'phone', 'website', a.profile -> 'website',
                    'introduction', a.profile -> 'introduction'),
                'qualifications', (select coalesce(json_agg(json_build_object(
                        'id', q.id, 'kind', q.kind, 'kindName', k.name, 'level', q.level, 'number', q.number,
                        'issuer', q.issuer, 'validFrom', lower(q.valid), 'validTo', upper(q.valid) - 1,
                        'daysLeft', upper(q.valid) - 1 - {1}, 'expired', coalesce(upper(q.valid) <= {1}, false),
                        'fileId', q.file_id) order by k.name, lower(q.valid), q.number), '[]')
                    from qualification q join qualification_kind k on k.code = q.kind where q.agency_id = a.organisation_id),
                'practitioners', (select coalesce(json_agg(json_build_object(
                        'name', p.name, 'certificateKind', p.certificate_kind,
                        'certificateNumber', case when length(p.certificate_number) > 8
                            then left(p.certificate_number, 4) || '****' || right(p.certificate_number, 2)
                            else left(p.certificate_number, 1) || '****' end,
                        'lead', p.lead, 'validFrom', lower(p.valid), 'validTo', upper(p.valid) - 1,
                        'expired', coalesce(upper(p.valid) <= {1}, false)) order by not p.lead, p.name, p.id), '[]')
                    from practitioner p where p.agency_id = a.organisation_id and not p.valid >> daterange({1}, {1}, '[]')),
                'regions', (select coalesce(json_agg(json_build_object('code', g.region_code,
                        'name', (select r.name from region r where r.code = g.region_code and r.valid @> {1}))
                        order by g.region_code), '[]')
                    from agency_region g where g.agency_id = a.organisation_id and g.valid @> {1}),
                'items', (select coalesce(json_agg(json_build_object(
                        'itemCode', i.item_code,
                        'itemName', (select v.name from service_item v where v.code = i.item_code and v.valid @> {1}),
                        'available', i.why is null, 'reason', i.why, 'basis', i.basis, 'requirement', i.requirement,
                        'qualificationId', i.qualification_id, 'validFrom', lower(i.valid), 'validTo', upper(i.valid) - 1)
                        order by i.item_code), '[]')
                    from (select distinct on (item_code) i.*,
                                 case when s.standing not in ('available', 'warned') then s.standing
                                      when i.valid @> {1} then null
                                      when upper(i.valid) <= {1} then 'paper-expired'
                                      else 'not-yet' end as why
                            from agency_item i where i.agency_id = a.organisation_id
                           order by item_code, (i.valid @> {1}) desc, (lower(i.valid) <= {1}) desc, upper(i.valid) desc) i),
                'sanctions', (select coalesce(json_agg(json_build_object(
                        'id', x.id, 'kind', x.kind, 'ground', x.ground, 'document', x.document,
                        'from', lower(x.valid), 'to', upper(x.valid) - 1,
                        'inForce', x.valid @> {1} and (x.lifted_on is null or x.lifted_on > {1}),
                        'liftedOn', x.lifted_on, 'liftReason', x.lift_reason) order by lower(x.valid) desc, x.id desc), '[]')
                    from sanction x where x.agency_id = a.organisation_id),
                'history', (select coalesce(json_agg(json_build_object('at', e.at, 'kind', e.kind) order by e.id desc), '[]')
                    from (select id, at, kind from event where entity_type = 'agency' and entity_code = o.uscc
                             and kind in ('agency.admitted', 'agency.updated', 'agency.exited', 'agency.sanctioned',
                                          'agency.sanction-lifted')
                           order by id desc limit 100) e))::text
              from agency a
              join organisation o on o.id = a.organisation_id
              join agencies_standing_on({1}) s on s.agency_id = a.organisation_id
             where o.uscc = {0}
            """;

    /** One agency's public page on a day; empty when it was not admitted by then. */
    static Mono<String> page(DSLContext db, String uscc, @Nullable LocalDate asOf) {
        Field<LocalDate> day = asOf == null ? field("market_today()", LocalDate.class) : val(asOf);
        return Mono.from(db.resultQuery(PAGE, val(uscc), day)).map(row -> row.get(0, String.class));
    }
}
