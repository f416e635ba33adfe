package org.mingjia.admission;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjia.admission.AgencyApplication.OfferedItem;
import org.mingjia.admission.AgencyApplication.Paper;
import org.mingjia.catalog.QualificationRequirement.Verdict;

/**
 * Whether an agency's papers let it offer an item.
 *
 * @param basis {@code none_required}, {@code by_paper}, {@code confirmed} where the operator has to
 *     look, or {@code refused}
 * @param kinds codes of the kinds of papers that cover the item, the leading one first
 */
record Judgement(Reference.Item item, String basis, List<String> kinds, @Nullable No no) {

    /** Why not, and at which member. */
    record No(String member, String rule, String detail) {}

    static Judgement of(
            AgencyApplication application,
            Reference reference,
            OfferedItem offer,
            Reference.Item item) {
        String number = offer.qualificationNumber();
        Optional<Paper> named =
                application.qualifications().stream()
                        .filter(paper -> number != null && number.equals(paper.number()))
                        .findFirst();
        if (number != null && named.isEmpty()) {
            return refused(
                    item,
                    "qualificationNumber",
                    "unknown-qualification",
                    "申请中没有编号为 " + shortened(number) + " 的证书");
        }
        return switch (reference.requirement(item).judge(Reference.levels(application))) {
            case Verdict.NoneRequired() -> new Judgement(item, "none_required", kind(named), null);
            case Verdict.NotCheckable() -> new Judgement(item, "confirmed", kind(named), null);
            case Verdict.Satisfied(var kinds) -> satisfied(item, kinds, named, reference);
            case Verdict.NotSatisfied(var missing) ->
                    refused(
                            item,
                            number == null ? "itemCode" : "qualificationNumber",
                            "qualification-required",
                            item.name()
                                    + "要求“"
                                    + item.requirement()
                                    + "”，申请中没有："
                                    + String.join("、", missing));
        };
    }

    private static Judgement satisfied(
            Reference.Item item, List<String> kinds, Optional<Paper> named, Reference reference) {
        String kind = named.map(Paper::kind).orElse(kinds.getFirst());
        if (!kinds.contains(kind)) {
            return refused(
                    item,
                    "qualificationNumber",
                    "qualification-does-not-cover",
                    item.name()
                            + "要求“"
                            + item.requirement()
                            + "”，所选证书属于"
                            + reference.kindNames().getOrDefault(kind, kind));
        }
        var leadingFirst = new java.util.ArrayList<String>(kinds);
        leadingFirst.remove(kind);
        leadingFirst.addFirst(kind);
        return new Judgement(item, "by_paper", List.copyOf(leadingFirst), null);
    }

    private static List<String> kind(Optional<Paper> named) {
        return named.map(Paper::kind).map(List::of).orElse(List.of());
    }

    private static Judgement refused(
            Reference.Item item, String member, String rule, String detail) {
        return new Judgement(item, "refused", List.of(), new No(member, rule, detail));
    }

    Optional<No> refusal() {
        return Optional.ofNullable(no);
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
