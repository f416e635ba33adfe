package org.mingjia.admission;

import static org.jooq.impl.DSL.field;
import static org.mingjia.db.Tables.AFFILIATE;
import static org.mingjia.db.Tables.AGENCY_ITEM;
import static org.mingjia.db.Tables.AGENCY_REGION;
import static org.mingjia.db.Tables.PRACTITIONER;
import static org.mingjia.db.Tables.QUALIFICATION;
import static org.mingjia.db.Tables.STORED_FILE;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.RowCountQuery;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.postgres.extensions.types.LocalDateRange;
import org.jspecify.annotations.Nullable;
import org.mingjia.admission.Changes.End;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes what an admission changes: ends first, so that what follows finds its place. */
final class Publication {

    private final DSLContext tx;
    private final UUID agency;
    private final String actor;
    private final Changes changes;
    private final List<RowCountQuery> statements = new ArrayList<>();

    private Publication(DSLContext tx, UUID agency, String actor, Changes changes) {
        this.tx = tx;
        this.agency = agency;
        this.actor = actor;
        this.changes = changes;
    }

    static Mono<Void> of(DSLContext tx, UUID agency, String actor, Changes changes) {
        var publication = new Publication(tx, agency, actor, changes);
        publication.ends();
        publication.papers();
        publication.items();
        publication.people();
        publication.regions();
        publication.affiliates();
        return Flux.fromIterable(publication.statements)
                .concatMap(statement -> Mono.from(statement), 1)
                .then();
    }

    private void ends() {
        changes.endedItems.forEach(end -> end(AGENCY_ITEM, AGENCY_ITEM.ID, AGENCY_ITEM.VALID, end));
        changes.endedPapers.forEach(
                end -> end(QUALIFICATION, QUALIFICATION.ID, QUALIFICATION.VALID, end));
        changes.endedPeople.forEach(
                end -> end(PRACTITIONER, PRACTITIONER.ID, PRACTITIONER.VALID, end));
        for (var end : changes.endedRegions) {
            var one =
                    AGENCY_REGION
                            .AGENCY_ID
                            .eq(agency)
                            .and(AGENCY_REGION.REGION_CODE.eq(end.code()))
                            .and(lower(AGENCY_REGION.VALID).eq(end.from()));
            statements.add(
                    end.on() == null
                            ? tx.deleteFrom(AGENCY_REGION).where(one)
                            : tx.update(AGENCY_REGION)
                                    .set(AGENCY_REGION.VALID, until(AGENCY_REGION.VALID, end.on()))
                                    .where(one));
        }
        if (!changes.endedAffiliates.isEmpty()) {
            statements.add(
                    tx.update(AFFILIATE)
                            .set(AFFILIATE.ENDED_ON, today())
                            .where(AFFILIATE.ID.in(changes.endedAffiliates)));
        }
    }

    private void end(Table<?> table, Field<UUID> id, Field<LocalDateRange> valid, End end) {
        statements.add(
                end.on() == null
                        ? tx.deleteFrom(table).where(id.eq(end.id()))
                        : tx.update(table)
                                .set(valid, until(valid, end.on()))
                                .where(id.eq(end.id())));
    }

    private void papers() {
        for (var paper : changes.newPapers) {
            statements.add(
                    tx.insertInto(QUALIFICATION)
                            .set(QUALIFICATION.ID, paper.id())
                            .set(QUALIFICATION.AGENCY_ID, agency)
                            .set(QUALIFICATION.KIND, paper.kind())
                            .set(QUALIFICATION.LEVEL, paper.level())
                            .set(QUALIFICATION.NUMBER, paper.number())
                            .set(QUALIFICATION.ISSUER, paper.issuer())
                            .set(QUALIFICATION.VALID, range(paper.from(), paper.to()))
                            .set(QUALIFICATION.FILE_ID, paper.fileId()));
        }
        var files =
                changes.newPapers.stream().map(p -> p.fileId()).filter(Objects::nonNull).toList();
        if (!files.isEmpty()) {
            statements.add(
                    tx.update(STORED_FILE)
                            .set(STORED_FILE.PUBLISHED, true)
                            .where(STORED_FILE.ID.in(files))
                            .and(STORED_FILE.ORGANISATION_ID.eq(agency)));
        }
    }

    private void items() {
        for (var item : changes.newItems) {
            statements.add(
                    tx.insertInto(AGENCY_ITEM)
                            .set(AGENCY_ITEM.AGENCY_ID, agency)
                            .set(AGENCY_ITEM.ITEM_CODE, item.itemCode())
                            .set(AGENCY_ITEM.QUALIFICATION_ID, item.coverage().paperId())
                            .set(AGENCY_ITEM.BASIS, item.basis())
                            .set(AGENCY_ITEM.REQUIREMENT, item.requirement())
                            .set(
                                    AGENCY_ITEM.CONFIRMED_BY,
                                    item.basis().equals("confirmed") ? actor : null)
                            .set(
                                    AGENCY_ITEM.VALID,
                                    range(item.coverage().from(), item.coverage().to())));
        }
    }

    private void people() {
        for (var person : changes.newPeople) {
            statements.add(
                    tx.insertInto(PRACTITIONER)
                            .set(PRACTITIONER.AGENCY_ID, agency)
                            .set(PRACTITIONER.NAME, person.name())
                            .set(PRACTITIONER.CERTIFICATE_KIND, person.certificateKind())
                            .set(PRACTITIONER.CERTIFICATE_NUMBER, person.certificateNumber())
                            .set(PRACTITIONER.LEAD, person.lead())
                            .set(PRACTITIONER.VALID, range(person.from(), person.to()))
                            .set(PRACTITIONER.FILE_ID, person.fileId()));
        }
    }

    private void regions() {
        for (var region : changes.newRegions) {
            statements.add(
                    tx.insertInto(AGENCY_REGION)
                            .set(AGENCY_REGION.AGENCY_ID, agency)
                            .set(AGENCY_REGION.REGION_CODE, region.code())
                            .set(AGENCY_REGION.VALID, range(region.from(), region.to())));
        }
    }

    private void affiliates() {
        for (var affiliate : changes.newAffiliates) {
            statements.add(
                    tx.insertInto(AFFILIATE)
                            .set(AFFILIATE.AGENCY_ID, agency)
                            .set(AFFILIATE.KIND, affiliate.kind())
                            .set(AFFILIATE.NAME, affiliate.name())
                            .set(AFFILIATE.USCC, affiliate.uscc())
                            .set(
                                    AFFILIATE.SHARE_PERCENT,
                                    affiliate.share() == null
                                            ? null
                                            : new BigDecimal(affiliate.share())));
        }
    }

    private static Field<LocalDate> today() {
        return field("market_today()", LocalDate.class);
    }

    private static Field<LocalDate> lower(Field<LocalDateRange> valid) {
        return field("lower({0})", LocalDate.class, valid);
    }

    private static Field<LocalDateRange> until(Field<LocalDateRange> valid, LocalDate end) {
        return field("daterange(lower({0}), {1})", LocalDateRange.class, valid, DSL.val(end));
    }

    private static Field<LocalDateRange> range(LocalDate from, @Nullable LocalDate to) {
        return field(
                "daterange({0}, {1})",
                LocalDateRange.class,
                DSL.val(from),
                DSL.val(to, org.jooq.impl.SQLDataType.LOCALDATE));
    }
}
