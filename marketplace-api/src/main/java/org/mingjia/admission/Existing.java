package org.mingjia.admission;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What of an agency is public today or will be: the versions that are not over. An end is the day
 * after the last one, null where there is none.
 */
record Existing(
        List<PaperRow> papers,
        List<PersonRow> people,
        List<RegionRow> regions,
        List<ItemRow> items,
        List<AffiliateRow> affiliates) {

    record PaperRow(
            UUID id,
            String kind,
            @Nullable String level,
            String number,
            @Nullable String issuer,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable UUID fileId) {

        PaperRow withId(UUID other) {
            return new PaperRow(other, kind, level, number, issuer, from, to, fileId);
        }
    }

    record PersonRow(
            UUID id,
            String name,
            String certificateKind,
            String certificateNumber,
            boolean lead,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable UUID fileId) {

        PersonRow withId(UUID other) {
            return new PersonRow(
                    other, name, certificateKind, certificateNumber, lead, from, to, fileId);
        }
    }

    record RegionRow(String code, LocalDate from, @Nullable LocalDate to) {}

    record ItemRow(
            UUID id,
            String itemCode,
            @Nullable UUID paperId,
            String basis,
            LocalDate from,
            @Nullable LocalDate to) {}

    record AffiliateRow(
            UUID id, String kind, String name, @Nullable String uscc, @Nullable String share) {

        AffiliateRow withId(UUID other) {
            return new AffiliateRow(other, kind, name, uscc, share);
        }
    }

    private static final String READ =
            """
            select json_build_object(
                'papers', (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'level', level,
                        'number', number, 'issuer', issuer, 'from', lower(valid), 'to', upper(valid), 'fileId', file_id)
                        order by lower(valid), id), '[]')
                    from qualification where agency_id = {0} and not valid << daterange(market_today(), null)),
                'people', (select coalesce(json_agg(json_build_object('id', id, 'name', name,
                        'certificateKind', certificate_kind, 'certificateNumber', certificate_number, 'lead', lead,
                        'from', lower(valid), 'to', upper(valid), 'fileId', file_id) order by id), '[]')
                    from practitioner where agency_id = {0} and not valid << daterange(market_today(), null)),
                'regions', (select coalesce(json_agg(json_build_object('code', region_code,
                        'from', lower(valid), 'to', upper(valid)) order by region_code, lower(valid)), '[]')
                    from agency_region where agency_id = {0} and not valid << daterange(market_today(), null)),
                'items', (select coalesce(json_agg(json_build_object('id', id, 'itemCode', item_code,
                        'paperId', qualification_id, 'basis', basis, 'from', lower(valid), 'to', upper(valid))
                        order by item_code, lower(valid)), '[]')
                    from agency_item where agency_id = {0} and not valid << daterange(market_today(), null)),
                'affiliates', (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'name', name,
                        'uscc', uscc, 'share', trim_scale(share_percent)::text) order by id), '[]')
                    from affiliate where agency_id = {0} and ended_on is null))::text
            """;

    static Mono<Existing> of(DSLContext tx, UUID agency) {
        return Mono.from(tx.resultQuery(READ, org.jooq.impl.DSL.val(agency)))
                .map(row ->
                        JsonMapper.shared().readValue(row.get(0, String.class), Existing.class));
    }
}
