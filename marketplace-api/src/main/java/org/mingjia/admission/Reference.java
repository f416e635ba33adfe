package org.mingjia.admission;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.QualificationKind;
import org.mingjia.catalog.QualificationRequirement;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an application is held against: the market's day, the kinds of papers, the items on the list
 * with their requirements, the regions, and which of the files are its own.
 */
record Reference(
        LocalDate today,
        List<QualificationKind> kinds,
        List<Item> items,
        List<String> regions,
        List<UUID> files) {

    /**
     * An item on the list today.
     *
     * @param requirement the item's own words 资质要求
     */
    record Item(String code, String name, String requirement) {}

    private static final String READ =
            """
            select json_build_object(
                'today', market_today(),
                'kinds', (select coalesce(json_agg(json_build_object('code', code, 'name', name,
                              'levels', levels, 'namedAs', named_as) order by code), '[]') from qualification_kind),
                'items', (select coalesce(json_agg(json_build_object('code', code, 'name', name,
                              'requirement', qualification_required)), '[]')
                            from service_item where code = any({0}::text[]) and valid @> market_today()),
                'regions', (select coalesce(json_agg(code), '[]')
                              from region where code = any({1}::text[]) and valid @> market_today()),
                'files', (select coalesce(json_agg(id), '[]')
                            from stored_file where id = any({2}::uuid[]) and organisation_id = {3}))::text
            """;

    /** Reads what one application names, in one statement. */
    static Mono<Reference> of(DSLContext db, UUID organisation, AgencyApplication application) {
        var items =
                application.items().stream()
                        .map(AgencyApplication.OfferedItem::itemCode)
                        .toArray(String[]::new);
        var regions = application.regionCodes().toArray(String[]::new);
        var files = new HashSet<UUID>();
        application.qualifications().forEach(p -> add(files, p.fileId()));
        application.practitioners().forEach(p -> add(files, p.fileId()));
        if (application.profile() != null) {
            add(files, application.profile().licenceFileId());
        }
        return Mono.from(
                        db.resultQuery(
                                READ,
                                org.jooq.impl.DSL.val(items),
                                org.jooq.impl.DSL.val(regions),
                                org.jooq.impl.DSL.val(files.toArray(UUID[]::new)),
                                org.jooq.impl.DSL.val(organisation)))
                .map(row ->
                        JsonMapper.shared().readValue(row.get(0, String.class), Reference.class));
    }

    private static void add(Set<UUID> files, @Nullable UUID file) {
        if (file != null) {
            files.add(file);
        }
    }

    Optional<QualificationKind> kind(@Nullable String code) {
        return kinds.stream().filter(kind -> kind.code().equals(code)).findFirst();
    }

    Optional<Item> item(@Nullable String code) {
        return items.stream().filter(item -> item.code().equals(code)).findFirst();
    }

    QualificationRequirement requirement(Item item) {
        return QualificationRequirement.of(item.requirement(), kinds);
    }

    /** The levels that an application's papers have, by kind. */
    static Map<String, Collection<String>> levels(AgencyApplication application) {
        var levels = new HashMap<String, Collection<String>>();
        for (AgencyApplication.Paper paper : application.qualifications()) {
            if (paper.kind() != null) {
                levels.computeIfAbsent(paper.kind(), _ -> new HashSet<>())
                        .add(paper.level() == null ? "" : paper.level());
            }
        }
        return levels;
    }

    /** Names of kinds by their codes. */
    Map<String, String> kindNames() {
        return kinds.stream()
                .collect(Collectors.toMap(QualificationKind::code, QualificationKind::name));
    }
}
