package org.mingjia.register;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.apidoc.OneOf;
import org.mingjia.catalog.ActKind;
import org.mingjia.catalog.Confidence;
import org.mingjia.catalog.DayKind;
import org.mingjia.catalog.Payer;
import org.mingjia.catalog.PricingMode;
import org.mingjia.catalog.SelfService;

/** What the register answers, for its description: PostgreSQL writes these itself. */
interface RegisterViews {

    /** A region of GB/T 2260. */
    record RegionView(
            String code,
            String name,
            @Nullable String parentCode,
            @Schema(allowableValues = {"province", "prefecture", "county"}) String level,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /** A department; its unified social credit code where it is known. */
    record DepartmentView(
            String code,
            String name,
            String shortName,
            String regionCode,
            List<String> roles,
            @Nullable String uscc,
            @OneOf(Confidence.class) String confidence,
            boolean verified,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /** An administrative act. */
    record ActView(
            String code,
            String name,
            @OneOf(ActKind.class) String kind,
            String kindName,
            String departmentCode,
            String departmentName,
            boolean hasIntermediary,
            String legalBasis,
            long itemCount,
            @OneOf(Confidence.class) String confidence,
            String source,
            boolean verified,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /** An administrative act with what it may demand. */
    record ActDetailView(
            @JsonUnwrapped ActView act, DepartmentName department, List<DemandedItemView> items) {}

    /** A department by its names. */
    record DepartmentName(String code, String name, String shortName) {}

    /** An item that an act may demand, and on which ground. */
    record DemandedItemView(
            String code,
            String name,
            String category,
            @OneOf(Payer.class) String payer,
            @OneOf(PricingMode.class) String pricingMode,
            @OneOf(SelfService.class) String selfService,
            String qualificationRequired,
            String deliverable,
            @Nullable Integer statutoryWorkingDays,
            String legalGround,
            @OneOf(Confidence.class) String confidence,
            String source,
            boolean verified,
            @Nullable String notes) {}

    /** A service item. */
    record ItemView(
            String code,
            String name,
            String category,
            @OneOf(PricingMode.class) String pricingMode,
            @OneOf(Payer.class) String payer,
            @OneOf(SelfService.class) String selfService,
            String qualificationRequired,
            String legalBasis,
            String deliverable,
            @Nullable Integer statutoryWorkingDays,
            List<NameView> acts,
            @OneOf(Confidence.class) String confidence,
            String source,
            @Nullable String notes,
            boolean verified,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /** A service item with the acts it serves and its price rules by what they are worth. */
    record ItemDetailView(
            @JsonUnwrapped ItemView item,
            List<ServedActView> acts,
            List<RuleView> rulesInForce,
            List<RuleView> benchmarkRules,
            List<RuleView> supersededRules) {}

    /** A thing by its name. */
    record NameView(String code, String name) {}

    /** An act that an item serves, and on which ground. */
    record ServedActView(
            String code,
            String name,
            @OneOf(ActKind.class) String kind,
            String kindName,
            String departmentCode,
            String departmentName,
            String legalGround,
            boolean verified) {}

    /** An exception to Monday to Friday. */
    record CalendarDayView(
            LocalDate date, @OneOf(DayKind.class) String type, String name, String source) {}

    /** Other words for a term, and the items that it means. */
    record SynonymView(String term, List<String> synonyms, List<String> itemCodes) {}
}
