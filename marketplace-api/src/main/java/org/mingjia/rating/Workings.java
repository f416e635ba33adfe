package org.mingjia.rating;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.grading.AgencyYear;
import org.mingjia.grading.Formula;
import org.mingjia.grading.Fraction;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import org.mingjia.rating.RatingViews.CardView;
import org.mingjia.rating.RatingViews.CountedContract;
import org.mingjia.rating.RatingViews.CountedFinding;
import org.mingjia.rating.RatingViews.FormulaView;
import org.mingjia.rating.RatingViews.PartView;
import org.mingjia.rating.RatingViews.WorkingView;
import org.mingjia.rating.RatingViews.YearView;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 计分过程 What an agency was given, taken apart from the lines that are frozen. */
final class Workings {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The version of each year that counts; an agency without any is one row all the same. */
    private static final String YEARS =
            """
            select o.name, r.year, r.version, r.status, r.header, x.line, n.rank,
                   (select coalesce(sum(s.agencies), 0)::int from rating_rank s where s.run_id = r.id), i.line, %s::text
              from organisation o
              join agency g on g.organisation_id = o.id and g.admitted_on is not null
              left join (rating_result x
                  join rating_run r on r.id = x.run_id and r.status in ('publicity', 'final')
                  join rating_formula f on f.version = r.formula_version
                  join rating_input i on i.run_id = x.run_id and i.uscc = x.uscc
                  left join rating_rank n on n.run_id = x.run_id and n.score = x.score and x.grade is not null)
                on x.agency_id = o.id and r.year = coalesce({1}, r.year)
             where o.uscc = {0}
             order by r.year desc
            """
                    .formatted(Formulas.JSON);

    private Workings() {}

    static Mono<byte[]> card(DSLContext db, String uscc) {
        return rows(db, uscc, null)
                .collectList()
                .filter(rows -> !rows.isEmpty())
                .switchIfEmpty(Mono.error(() -> new Refused(new NotFound("中介机构", shown(uscc)))))
                .map(rows -> {
                    List<YearView> years =
                            rows.stream()
                                    .filter(row -> row.get(1) != null)
                                    .map(Workings::year)
                                    .toList();
                    return JSON.writeValueAsBytes(
                            new CardView(
                                    uscc,
                                    rows.getFirst().get(0, String.class),
                                    years.isEmpty() ? null : years.getFirst(),
                                    years));
                });
    }

    static Mono<byte[]> working(DSLContext db, String uscc, int year) {
        return rows(db, uscc, year)
                .filter(row -> row.get(1) != null)
                .next()
                .switchIfEmpty(
                        Mono.error(
                                () -> new Refused(new NotFound("年度测评", shown(uscc) + " " + year))))
                .map(row -> JSON.writeValueAsBytes(working(uscc, row)));
    }

    private static String shown(String uscc) {
        return uscc.substring(0, Math.min(40, uscc.length()));
    }

    private static Flux<Record> rows(DSLContext db, String uscc, @Nullable Integer year) {
        return Flux.from(
                        db.resultQuery(
                                YEARS,
                                val(uscc.replace("\0", "")),
                                val(year, org.jooq.impl.SQLDataType.INTEGER)))
                .cast(Record.class);
    }

    private static YearView year(Record row) {
        JsonNode line = JSON.readTree(row.get(5, String.class));
        Formula formula = Lines.formula(row.get(4, String.class));
        return new YearView(
                row.get(1, Integer.class),
                row.get(2, Integer.class),
                row.get(3, String.class),
                number(line.path("score")),
                text(line.path("grade")),
                text(line.path("ungraded")),
                row.get(6, Integer.class),
                row.get(7, Integer.class),
                line.path("contracts").asInt(),
                line.path("evaluated").asInt(),
                line.path("deducted").asInt(),
                parts(formula, line));
    }

    private static List<PartView> parts(Formula formula, JsonNode line) {
        var weights = formula.weights();
        return List.of(
                part("quality", weights.quality(), line),
                part("timeliness", weights.timeliness(), line),
                part("pricing", weights.pricing(), line),
                part("supervision", weights.supervision(), line),
                part("completeness", weights.completeness(), line));
    }

    private static PartView part(String name, int weight, JsonNode line) {
        String value = text(line.path(name));
        return new PartView(
                name,
                weight,
                value,
                value == null ? null : (Integer) Fraction.parse(value).times(weight).hundredths());
    }

    private static WorkingView working(String uscc, Record row) {
        String frozen = row.get(8, String.class);
        AgencyYear agency = Lines.read(frozen);
        Formula formula = Lines.formula(row.get(4, String.class));
        JsonNode line = JSON.readTree(row.get(5, String.class));
        var contracts = agency.contracts().stream().map(Workings::counted).toList();
        var findings = new ArrayList<CountedFinding>();
        for (var found : agency.findings()) {
            findings.add(
                    new CountedFinding(
                            found.kind(),
                            LocalDate.parse(found.foundOn()),
                            found.source(),
                            found.ground(),
                            formula.deductions().of(found.kind())));
        }
        return new WorkingView(
                uscc,
                row.get(0, String.class),
                LocalDate.parse(agency.admittedOn()),
                year(row),
                JSON.readValue(row.get(9, String.class), FormulaView.class),
                line.path("mean").asString(),
                contracts.stream()
                        .map(CountedContract::stars)
                        .filter(Objects::nonNull)
                        .mapToLong(Integer::longValue)
                        .sum(),
                (int) contracts.stream().filter(CountedContract::onTime).count(),
                (int) contracts.stream().filter(contract -> !contract.priceViolation()).count(),
                agency.supervision(),
                agency.items(),
                agency.priced(),
                contracts,
                findings,
                frozen);
    }

    private static CountedContract counted(AgencyYear.Contract contract) {
        String delivered = contract.deliveredOn();
        return new CountedContract(
                contract.number(),
                contract.category(),
                contract.outcome(),
                LocalDate.parse(contract.endedOn()),
                delivered == null ? null : LocalDate.parse(delivered),
                LocalDate.parse(contract.deliverBy()),
                contract.isOnTime(),
                contract.stars(),
                contract.priceViolation());
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.asString();
    }

    private static @Nullable Integer number(JsonNode node) {
        return node.isNull() ? null : (Integer) node.asInt();
    }
}
