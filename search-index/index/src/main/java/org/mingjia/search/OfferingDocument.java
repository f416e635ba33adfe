package org.mingjia.search;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of an act or an item, or an agency or one of its offers, as it is searched. Versions
 * of the same code must not overlap in time, so that a search as of one day finds each code at most
 * once.
 *
 * @param type act or item
 * @param code the register's code, {@code S-HJ-001}
 * @param name the published name
 * @param aliases other words for it, best made by {@link Aliases}
 * @param category 类别 of an item, null for an act
 * @param pricingMode {@code government_set}, {@code government_guided}, {@code market}; null for an
 *     act
 * @param payer {@code enterprise}, {@code government}, {@code either}; null for an act
 * @param kind kind of act ({@code licence} …), null for an item
 * @param departments an act's department; for an item those of its acts
 * @param qualification what the agency must hold, or null
 * @param legalBasis the legal ground as published
 * @param deliverable what the service hands over, or null
 * @param related for an item its acts, for an act its items
 * @param verified false when the source is not confirmed 待核实
 * @param validFrom first day, null when the source does not say
 * @param validTo day after the last, null when open
 * @param region GB/T 2260 code where it applies
 * @param view public JSON object whose members follow type, code, name and highlight in every hit;
 *     it must not repeat those four
 * @param periods how an agency or offer stands from day to day; none for an act or item, which
 *     holds as long as it is valid
 * @param version the event position it reflects; a lower one never overwrites a higher one
 */
public record OfferingDocument(
        OfferingType type,
        String code,
        String name,
        List<String> aliases,
        @Nullable String category,
        @Nullable String pricingMode,
        @Nullable String payer,
        @Nullable String kind,
        List<Department> departments,
        @Nullable String qualification,
        String legalBasis,
        @Nullable String deliverable,
        List<Related> related,
        boolean verified,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        String region,
        String view,
        List<Period> periods,
        long version) {

    /** An act or an item, which holds as long as it is valid. */
    public OfferingDocument(
            OfferingType type,
            String code,
            String name,
            List<String> aliases,
            @Nullable String category,
            @Nullable String pricingMode,
            @Nullable String payer,
            @Nullable String kind,
            List<Department> departments,
            @Nullable String qualification,
            String legalBasis,
            @Nullable String deliverable,
            List<Related> related,
            boolean verified,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            String region,
            String view,
            long version) {
        this(
                type,
                code,
                name,
                aliases,
                category,
                pricingMode,
                payer,
                kind,
                departments,
                qualification,
                legalBasis,
                deliverable,
                related,
                verified,
                validFrom,
                validTo,
                region,
                view,
                List.of(),
                version);
    }

    /**
     * An agency by its USCC, found by its name, its code, what it offers and the words of its
     * particulars.
     */
    public static OfferingDocument agency(
            String uscc,
            String name,
            String particulars,
            List<Related> items,
            String region,
            String view,
            List<Period> periods,
            long version) {
        return served(
                OfferingType.AGENCY,
                uscc,
                name,
                particulars,
                items,
                region,
                view,
                periods,
                version);
    }

    /** What one agency offers for one item; its code is {@code USCC/ITEM}. */
    public static OfferingDocument offer(
            String uscc,
            String agency,
            String particulars,
            Related item,
            String region,
            String view,
            List<Period> periods,
            long version) {
        return served(
                OfferingType.OFFER,
                uscc + '/' + item.code(),
                agency,
                particulars,
                List.of(item),
                region,
                view,
                periods,
                version);
    }

    private static OfferingDocument served(
            OfferingType type,
            String code,
            String name,
            String particulars,
            List<Related> items,
            String region,
            String view,
            List<Period> periods,
            long version) {
        return new OfferingDocument(
                type,
                code,
                name,
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                particulars,
                null,
                items,
                true,
                null,
                null,
                region,
                view,
                periods,
                version);
    }

    /** A department by code, with the short name people type (州发改委), where there is one. */
    public record Department(String code, String name, @Nullable String shortName) {}

    /** An act or item at the other end of a link, with its other words. */
    public record Related(String code, String name, List<String> aliases) {}

    public OfferingDocument {
        aliases = List.copyOf(aliases);
        departments = List.copyOf(departments);
        related = List.copyOf(related);
        periods = List.copyOf(periods);
        view = view.strip();
        if (!view.startsWith("{") || !view.endsWith("}")) {
            throw new IllegalArgumentException("view is a JSON object, was " + view);
        }
        if (version < 0) {
            throw new IllegalArgumentException("version is an event position, was " + version);
        }
    }

    /** The document's own name in the index: {@code item/S-HJ-001/2026-01-01}. */
    public String id() {
        return id(type, code, validFrom);
    }

    /**
     * The name of a version that begins on the day, or at an unknown one when null: {@code
     * act/A-1/-}.
     */
    public static String id(OfferingType type, String code, @Nullable LocalDate validFrom) {
        return type.value() + '/' + code + '/' + (validFrom == null ? "-" : validFrom);
    }
}
