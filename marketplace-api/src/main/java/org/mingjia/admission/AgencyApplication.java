package org.mingjia.admission;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an agency says of itself 入驻申请, as far as it has come: every part may be missing until it is
 * submitted. There is no field for a local branch or a local filing, because nobody may demand one.
 *
 * @param items what it offers, and which paper covers it
 */
record AgencyApplication(
        @Nullable Profile profile,
        List<Paper> qualifications,
        List<Person> practitioners,
        List<String> regionCodes,
        List<OfferedItem> items,
        List<Affiliate> affiliates) {

    static final AgencyApplication EMPTY =
            new AgencyApplication(null, List.of(), List.of(), List.of(), List.of(), List.of());

    AgencyApplication {
        qualifications = present(qualifications);
        practitioners = present(practitioners);
        regionCodes = present(regionCodes);
        items = present(items);
        affiliates = present(affiliates);
    }

    /** What a body leaves out comes as null, whatever the type says. */
    private static <T> List<T> present(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /**
     * The agency itself.
     *
     * @param registeredCapitalFen in fen
     * @param licenceFileId scan of the business licence 营业执照
     * @param promise 承诺书: that all of this is true and that the published price binds
     */
    record Profile(
            @Nullable String legalRepresentative,
            @Nullable LocalDate establishedOn,
            @Nullable Long registeredCapitalFen,
            @Nullable String address,
            @Nullable String phone,
            @Nullable String website,
            @Nullable String introduction,
            @Nullable UUID licenceFileId,
            @Nullable Boolean promise) {}

    /**
     * A paper 资质证书.
     *
     * @param kind code of its kind
     * @param validTo the last day on which it is valid; null where it has no end
     */
    record Paper(
            @Nullable String kind,
            @Nullable String level,
            @Nullable String number,
            @Nullable String issuer,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable UUID fileId) {}

    /**
     * A practitioner 从业人员 with a certificate.
     *
     * @param lead 项目负责人
     * @param validTo the last day on which the certificate is valid; null where it has no end
     */
    record Person(
            @Nullable String name,
            @Nullable String certificateKind,
            @Nullable String certificateNumber,
            @Nullable Boolean lead,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable UUID fileId) {}

    /**
     * An item it offers.
     *
     * @param qualificationNumber number of the paper that covers it; null lets the kind decide
     */
    record OfferedItem(@Nullable String itemCode, @Nullable String qualificationNumber) {}

    /**
     * Somebody it is bound to 关联关系, for the checks of conflict of interest.
     *
     * @param sharePercent decimal text, above 0 to 100
     */
    record Affiliate(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String uscc,
            @Nullable String sharePercent) {}
}
