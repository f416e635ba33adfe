package org.mingjia.rating;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.web.Listing;
import reactor.core.publisher.Mono;

/** What is read of ratings, each reading one statement. */
final class RatingReading {

    /** The last day of the publicity: the instant after it, less a day. */
    private static final String APPEAL_BY = "(k.appeal_by at time zone 'Asia/Shanghai')::date - 1";

    private static final String FORMULAS =
            "select json_build_object('items', json_agg(%s order by f.version desc))::text from rating_formula f"
                    .formatted(Formulas.JSON);

    private static final String RUN =
            """
            select json_build_object('year', r.year, 'version', r.version, 'status', r.status, 'formula', %s,
                'agencies', r.agencies, 'contracts', r.contracts, 'inputsHash', r.inputs_hash, 'resultsHash', r.results_hash,
                'frozenAt', r.frozen_at, 'publishedOn', r.published_on, 'publicityDays', r.publicity_days, 'appealBy', %s,
                'finalAt', r.final_at, 'supersededAt', r.superseded_at,
                'grades', (select json_build_object('a', count(*) filter (where x.grade = 'A'),
                        'b', count(*) filter (where x.grade = 'B'), 'c', count(*) filter (where x.grade = 'C'),
                        'd', count(*) filter (where x.grade = 'D'), 'ungraded', count(*) filter (where x.grade is null))
                    from rating_result x where x.run_id = r.id),
                'histogram', (select json_agg(json_build_object('from', b.n * 5, 'agencies', coalesce(s.agencies, 0)) order by b.n)
                    from generate_series(0, 19) b (n)
                    left join (select least(score / 500, 19) as bin, sum(agencies)::bigint as agencies
                                 from rating_rank where run_id = r.id group by 1) s on s.bin = b.n),
                'means', (select coalesce(json_agg(json_build_object('category', m.mean -> 0, 'stars', m.mean -> 1,
                        'evaluations', m.mean -> 2) order by m.n), '[]'::json)
                    from jsonb_array_elements(r.means) with ordinality m (mean, n)),
                'appeals', (select json_build_object('open', count(*) filter (where a.decision is null),
                        'upheld', count(*) filter (where a.decision = 'upheld'),
                        'rejected', count(*) filter (where a.decision = 'rejected'))
                    from rating_appeal a where a.run_id = r.id))::text
              from rating_run r
              join rating_formula f on f.version = r.formula_version
              join rating_clock k on k.run_id = r.id
             where r.year = {0} and r.version = {1} and r.status <> 'computing'
            """
                    .formatted(Formulas.JSON, APPEAL_BY);

    private static final String PUBLISHED =
            "select id, header, inputs_hash, results_hash from rating_run where year = {0} and version = {1} and status <> 'computing'";

    private RatingReading() {}

    static Mono<byte[]> formulas(DSLContext db) {
        return Mono.from(db.resultQuery(FORMULAS)).map(RatingReading::bytes);
    }

    static Mono<byte[]> run(DSLContext db, int year, int version) {
        return Mono.from(db.resultQuery(RUN, val(year), val(version)))
                .map(RatingReading::bytes)
                .switchIfEmpty(missing(year, version));
    }

    private static byte[] bytes(Record row) {
        return row.get(0, String.class).getBytes(StandardCharsets.UTF_8);
    }

    static <T> Mono<T> missing(int year, int version) {
        return Mono.error(() -> new Refused(new NotFound("年度测评", year + " 第 " + version + " 版")));
    }

    /**
     * A run that was published.
     *
     * @param header first line of its inputs
     * @param inputsHash SHA-256 of the whole file, hexadecimal; of the results likewise
     */
    record PublishedRun(UUID id, String header, String inputsHash, String resultsHash) {}

    static Mono<PublishedRun> published(DSLContext db, int year, int version) {
        return Mono.from(db.resultQuery(PUBLISHED, val(year), val(version)))
                .map(row ->
                        new PublishedRun(
                                row.get(0, UUID.class),
                                row.get(1, String.class),
                                row.get(2, String.class),
                                row.get(3, String.class)))
                .switchIfEmpty(missing(year, version));
    }

    /** Runs, the last year and version first. */
    static Listing runs(Condition which) {
        Field<String> place = field("r.year || '-' || lpad(r.version::text, 3, '0')", String.class);
        return new Listing(
                        List.of(
                                field("r.year").as("year"),
                                field("r.version").as("version"),
                                field("r.status").as("status"),
                                field("r.formula_version").as("formulaVersion"),
                                field("r.agencies").as("agencies"),
                                field("r.contracts").as("contracts"),
                                field("r.published_on").as("publishedOn"),
                                field(APPEAL_BY).as("appealBy"),
                                field("r.final_at").as("finalAt"),
                                place.as("place")),
                        table("rating_run r join rating_clock k on k.run_id = r.id"),
                        which,
                        place,
                        "place")
                .backwards();
    }

    /** Agencies of the version of a year that counts, the best first. */
    static Listing ratings(Condition which) {
        Field<String> place = field("x.place", String.class);
        return new Listing(
                List.of(
                        field("n.rank").as("rank"),
                        field("x.uscc").as("uscc"),
                        field("o.name").as("name"),
                        field("x.score").as("score"),
                        field("x.grade").as("grade"),
                        field("x.ungraded").as("ungraded"),
                        field("x.contracts").as("contracts"),
                        field("x.evaluated").as("evaluated"),
                        field("r.year").as("year"),
                        field("r.version").as("version"),
                        field("r.status").as("status"),
                        place.as("place")),
                table(
                        """
                        rating_run r
                        join rating_result x on x.run_id = r.id
                        join organisation o on o.id = x.agency_id
                        left join rating_rank n on n.run_id = x.run_id and n.score = x.score and x.grade is not null
                        """),
                condition("r.status in ('publicity', 'final')").and(which),
                place,
                "place");
    }

    /** Appeals that somebody may read, the first first. */
    static Listing appeals(Condition which) {
        Field<String> place = field("a.id::text", String.class);
        return new Listing(
                List.of(
                        field("a.id").as("id"),
                        field("r.year").as("year"),
                        field("r.version").as("version"),
                        field("o.uscc").as("uscc"),
                        field("o.name").as("agencyName"),
                        field("a.text").as("text"),
                        field("a.at").as("at"),
                        field("a.decision").as("decision"),
                        field("a.reason").as("reason"),
                        field("a.decided_at").as("decidedAt"),
                        place.as("place")),
                table(
                        """
                        rating_appeal a
                        join rating_run r on r.id = a.run_id
                        join organisation o on o.id = a.agency_id
                        """),
                which,
                place,
                "place");
    }
}
