package org.mingjia.rating;

import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.grading.Formula;
import org.mingjia.platform.Actor;
import org.mingjia.platform.Events;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refused;
import org.mingjia.rating.RatingForms.DeductionsForm;
import org.mingjia.rating.RatingForms.FormulaForm;
import org.mingjia.rating.RatingForms.GradesForm;
import org.mingjia.rating.RatingForms.WeightsForm;
import reactor.core.publisher.Mono;

/** The versions of the formula. */
final class Formulas {

    private static final String COLUMNS =
            """
            version, quality, timeliness, pricing, supervision, completeness, prior_hundredths, shrinkage, unsupervised,
            least_contracts, complaint_upheld, false_material, refused_to_sign, price_violation, a_from, b_from, c_from,
            warn_below
            """;

    private static final String ONE =
            "select %s from rating_formula where version = {0}".formatted(COLUMNS);

    private static final String LAST =
            "select %s from rating_formula order by version desc limit 1".formatted(COLUMNS);

    private static final String ADD =
            """
            insert into rating_formula (%s, reason, by)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13}, {14}, {15}, {16}, {17}, {18}, {19})
            """
                    .formatted(COLUMNS);

    /** One version as everybody reads it, in the order in which it is hashed. */
    static final String JSON =
            """
            json_build_object('version', f.version, 'weights', json_build_object('quality', f.quality, 'timeliness', f.timeliness,
                'pricing', f.pricing, 'supervision', f.supervision, 'completeness', f.completeness),
                'priorHundredths', f.prior_hundredths, 'shrinkage', f.shrinkage, 'unsupervised', f.unsupervised,
                'leastContracts', f.least_contracts, 'deductions', json_build_object('complaintUpheld', f.complaint_upheld,
                'falseMaterial', f.false_material, 'refusedToSign', f.refused_to_sign, 'priceViolation', f.price_violation),
                'grades', json_build_object('a', f.a_from, 'b', f.b_from, 'c', f.c_from), 'warnBelow', f.warn_below,
                'reason', f.reason, 'at', f.at)
            """;

    private Formulas() {}

    /** A version; the last one unless said. */
    static Mono<Formula> of(DSLContext db, @Nullable Integer version) {
        return version == null
                ? Mono.from(db.resultQuery(LAST)).map(Formulas::read)
                : Mono.from(db.resultQuery(ONE, val(version)))
                        .map(Formulas::read)
                        .switchIfEmpty(
                                Mono.error(() ->
                                        new Refused(
                                                new ContentRefused(
                                                        "#/formulaVersion",
                                                        "unknown-formula",
                                                        "没有第 " + version + " 版计分公式"))));
    }

    private static Formula read(Record row) {
        int[] n = new int[row.size()];
        for (int i = 0; i < n.length; i++) {
            n[i] = row.get(i, Integer.class);
        }
        return new Formula(
                n[0],
                new Formula.Weights(n[1], n[2], n[3], n[4], n[5]),
                n[6],
                n[7],
                n[8],
                n[9],
                new Formula.Deductions(n[10], n[11], n[12], n[13]),
                new Formula.Grades(n[14], n[15], n[16]),
                n[17]);
    }

    /** The next version, all of what is wrong with it said at once. */
    static Mono<Integer> add(DSLContext tx, Actor actor, FormulaForm form) {
        return of(tx, null)
                .flatMap(last -> {
                    var checks = new FieldChecks();
                    checks.requireBasis("#/basedOn", form.basedOn(), last.version());
                    var values = checked(checks, last, form);
                    String reason = checks.prose("#/reason", "理由", form.reason(), 4, 1000);
                    checks.done();
                    int version = last.version() + 1;
                    var binds = new ArrayList<Field<?>>();
                    binds.add(val(version));
                    values.forEach(value -> binds.add(val(value)));
                    binds.add(val(reason));
                    binds.add(val(actor.name()));
                    return Mono.from(tx.query(ADD, binds.toArray(Field[]::new)))
                            .then(
                                    Events.tell(
                                            tx,
                                            actor.name(),
                                            "rating-formula.added",
                                            "rating-formula",
                                            Integer.toString(version),
                                            Map.of("name", "年度测评计分公式第 " + version + " 版")))
                            .thenReturn(version);
                });
    }

    private static List<Integer> checked(FieldChecks checks, Formula last, FormulaForm form) {
        var given = new Given(checks);
        WeightsForm w =
                form.weights() == null
                        ? new WeightsForm(null, null, null, null, null)
                        : form.weights();
        given.next("#/weights/quality", w.quality(), last.weights().quality(), 0, 100);
        given.next("#/weights/timeliness", w.timeliness(), last.weights().timeliness(), 0, 100);
        given.next("#/weights/pricing", w.pricing(), last.weights().pricing(), 0, 100);
        given.next("#/weights/supervision", w.supervision(), last.weights().supervision(), 0, 100);
        given.next(
                "#/weights/completeness", w.completeness(), last.weights().completeness(), 0, 100);
        int sum = given.values.stream().mapToInt(Integer::intValue).sum();
        checks.require(
                sum == 100, "#/weights", "weights-come-to-a-hundred", "五项权重之和应为 100，现为 " + sum);
        given.next("#/priorHundredths", form.priorHundredths(), last.priorHundredths(), 100, 500);
        given.next("#/shrinkage", form.shrinkage(), last.shrinkage(), 1, 100);
        given.next("#/unsupervised", form.unsupervised(), last.unsupervised(), 0, 100);
        given.next("#/leastContracts", form.leastContracts(), last.leastContracts(), 1, 100);
        DeductionsForm d =
                form.deductions() == null
                        ? new DeductionsForm(null, null, null, null)
                        : form.deductions();
        var before = last.deductions();
        given.next(
                "#/deductions/complaintUpheld",
                d.complaintUpheld(),
                before.complaintUpheld(),
                0,
                100);
        given.next("#/deductions/falseMaterial", d.falseMaterial(), before.falseMaterial(), 0, 100);
        given.next("#/deductions/refusedToSign", d.refusedToSign(), before.refusedToSign(), 0, 100);
        given.next(
                "#/deductions/priceViolation", d.priceViolation(), before.priceViolation(), 0, 100);
        GradesForm g = form.grades() == null ? new GradesForm(null, null, null) : form.grades();
        int a = given.next("#/grades/a", g.a(), last.grades().a(), 1, 100);
        int b = given.next("#/grades/b", g.b(), last.grades().b(), 1, 100);
        int c = given.next("#/grades/c", g.c(), last.grades().c(), 1, 100);
        checks.require(a > b && b > c, "#/grades", "grades-descend", "等级的分数线应依次降低：A > B > C");
        int warn = given.next("#/warnBelow", form.warnBelow(), last.warnBelow(), 1, 100);
        checks.require(
                warn >= c && warn <= b,
                "#/warnBelow",
                "inside-the-third-grade",
                "警告线应在 C 与 B 的分数线之间");
        return given.values;
    }

    /** Values in the order of the columns, each as given or as before. */
    private static final class Given {
        private final FieldChecks checks;
        private final List<Integer> values = new ArrayList<>();

        Given(FieldChecks checks) {
            this.checks = checks;
        }

        int next(String pointer, @Nullable Integer given, int before, int least, int most) {
            int value = given == null ? before : given;
            checks.require(
                    value >= least && value <= most,
                    pointer,
                    "bounds",
                    "应为 " + least + " 至 " + most + " 的整数");
            values.add(value);
            return value;
        }
    }
}
