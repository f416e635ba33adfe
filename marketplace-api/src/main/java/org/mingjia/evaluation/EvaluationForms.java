package org.mingjia.evaluation;

import org.jspecify.annotations.Nullable;

/** What is said of an evaluation. */
final class EvaluationForms {

    private EvaluationForms() {}

    /**
     * Stars, whole ones from 1 to 5.
     *
     * @param quality 服务质量
     * @param timeliness 服务时效
     * @param attitude 服务态度
     * @param charging 服务收费
     * @param words read by everybody; null without
     */
    record EvaluationForm(
            @Nullable Integer quality,
            @Nullable Integer timeliness,
            @Nullable Integer attitude,
            @Nullable Integer charging,
            @Nullable String words) {}

    /** What the agency answers, or appeals with. */
    record WordsForm(@Nullable String words) {}

    /**
     * The operator's decision on an appeal.
     *
     * @param decision {@code upheld} or {@code rejected}
     * @param reason read by everybody, as the annotation of the evaluation
     */
    record AppealDecisionForm(@Nullable String decision, @Nullable String reason) {}

    /**
     * What was done.
     *
     * @param number of the contract
     * @param did {@code evaluated}, {@code replied}, {@code appealed}, {@code upheld} or {@code
     *     rejected}
     */
    record EvaluationStep(String number, String did) {}
}
