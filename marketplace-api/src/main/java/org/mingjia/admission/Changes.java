package org.mingjia.admission;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mingjia.admission.Existing.AffiliateRow;
import org.mingjia.admission.Existing.ItemRow;
import org.mingjia.admission.Existing.PaperRow;
import org.mingjia.admission.Existing.PersonRow;
import org.mingjia.admission.Existing.RegionRow;
import org.mingjia.catalog.Uscc;

/**
 * What an admission changes: what of the public state stays, ends or is taken back, and what is
 * new. Pure: the same application, state and day give the same changes, and an application that was
 * admitted before gives none. What began today ends tomorrow at the earliest: a version is never
 * empty.
 */
final class Changes {

    private final AgencyApplication application;
    private final Reference reference;
    private final Existing existing;
    private final LocalDate today;

    final List<PaperRow> newPapers = new ArrayList<>();
    final List<PersonRow> newPeople = new ArrayList<>();
    final List<RegionRow> newRegions = new ArrayList<>();
    final List<NewItem> newItems = new ArrayList<>();
    final List<AffiliateRow> newAffiliates = new ArrayList<>();
    final List<End> endedPapers = new ArrayList<>();
    final List<End> endedPeople = new ArrayList<>();
    final List<RegionEnd> endedRegions = new ArrayList<>();
    final List<End> endedItems = new ArrayList<>();
    final List<UUID> endedAffiliates = new ArrayList<>();

    private Changes(AgencyApplication application, Reference reference, Existing existing) {
        this.application = application;
        this.reference = reference;
        this.existing = existing;
        this.today = reference.today();
    }

    /**
     * The end of a version.
     *
     * @param on the first day on which it is over; null takes it back before its first
     */
    record End(UUID id, @Nullable LocalDate on) {}

    /** The same for a region, which has no id. */
    record RegionEnd(String code, LocalDate from, @Nullable LocalDate on) {}

    /** An item from a day on. */
    record NewItem(String itemCode, String requirement, String basis, Coverage coverage) {}

    /** The changes that a checked application makes. */
    static Changes of(AgencyApplication application, Reference reference, Existing existing) {
        var changes = new Changes(application, reference, existing);
        List<PaperRow> papers = changes.papers();
        changes.items(papers);
        changes.endPapers(papers);
        changes.people();
        changes.regions();
        changes.affiliates();
        return changes;
    }

    private List<PaperRow> papers() {
        var wanted = new ArrayList<PaperRow>();
        for (AgencyApplication.Paper paper : application.qualifications()) {
            var asked =
                    new PaperRow(
                            UUID.randomUUID(),
                            said(paper.kind()),
                            paper.level(),
                            said(paper.number()).strip(),
                            paper.issuer(),
                            said(paper.validFrom()),
                            after(paper.validTo()),
                            paper.fileId());
            wanted.add(
                    kept(existing.papers(), asked, (row, id) -> row.withId(id), PaperRow::id)
                            .orElseGet(() -> {
                                newPapers.add(asked);
                                return asked;
                            }));
        }
        return wanted;
    }

    /** The row that says the same, whatever its id. */
    private static <R> Optional<R> kept(
            List<R> rows,
            R asked,
            BiFunction<R, UUID, R> withId,
            java.util.function.Function<R, UUID> id) {
        return rows.stream()
                .filter(row -> withId.apply(asked, id.apply(row)).equals(row))
                .findFirst();
    }

    private void items(List<PaperRow> papers) {
        var offered = new ArrayList<String>();
        for (AgencyApplication.OfferedItem offer : application.items()) {
            var item = reference.item(offer.itemCode()).orElseThrow();
            offered.add(item.code());
            var judgement = Judgement.of(application, reference, offer, item);
            var rows =
                    existing.items().stream()
                            .filter(row -> row.itemCode().equals(item.code()))
                            .toList();
            UUID held = rows.isEmpty() ? null : rows.getFirst().paperId();
            List<Coverage> wanted =
                    judgement.kinds().isEmpty()
                            ? Coverage.always(today)
                            : Coverage.by(judgement.kinds(), papers, today, held);
            reconcile(item, judgement.basis(), rows, wanted);
        }
        existing.items().stream()
                .filter(row -> !offered.contains(row.itemCode()))
                .forEach(this::end);
    }

    private void reconcile(
            Reference.Item item, String basis, List<ItemRow> rows, List<Coverage> wanted) {
        var missing = new ArrayList<>(wanted);
        LocalDate free = today;
        for (ItemRow row : rows) {
            var same = missing.stream().filter(c -> isSame(row, basis, c)).findFirst();
            if (same.isPresent()) {
                missing.remove(same.get());
            } else {
                LocalDate end = end(row);
                free = end == null ? free : Coverage.later(free, end);
            }
        }
        for (Coverage coverage : missing) {
            LocalDate from = Coverage.later(coverage.from(), free);
            if (coverage.to() == null || from.isBefore(coverage.to())) {
                newItems.add(
                        new NewItem(
                                item.code(),
                                item.requirement(),
                                basis,
                                new Coverage(from, coverage.to(), coverage.paperId())));
            }
        }
    }

    private boolean isSame(ItemRow row, String basis, Coverage coverage) {
        return row.basis().equals(basis)
                && Objects.equals(row.paperId(), coverage.paperId())
                && Objects.equals(row.to(), coverage.to())
                && Coverage.later(row.from(), today).equals(coverage.from());
    }

    private @Nullable LocalDate end(ItemRow row) {
        LocalDate on = endOf(row.from());
        if (on == null || !on.equals(row.to())) {
            endedItems.add(new End(row.id(), on));
        }
        return on;
    }

    /** Null for what has not begun. */
    private @Nullable LocalDate endOf(LocalDate from) {
        if (from.isAfter(today)) {
            return null;
        }
        return from.equals(today) ? today.plusDays(1) : today;
    }

    private void endPapers(List<PaperRow> wanted) {
        for (PaperRow row : existing.papers()) {
            if (wanted.stream().noneMatch(paper -> paper.id().equals(row.id()))) {
                LocalDate on = endOf(row.from());
                boolean holdsUntilTomorrow =
                        existing.items().stream()
                                .anyMatch(item ->
                                        row.id().equals(item.paperId())
                                                && item.from().equals(today));
                if (on != null && holdsUntilTomorrow) {
                    on = today.plusDays(1);
                }
                if (on == null || !on.equals(row.to())) {
                    endedPapers.add(new End(row.id(), on));
                }
            }
        }
    }

    private void people() {
        var kept = new ArrayList<UUID>();
        for (AgencyApplication.Person person : application.practitioners()) {
            var asked =
                    new PersonRow(
                            UUID.randomUUID(),
                            said(person.name()).strip(),
                            said(person.certificateKind()).strip(),
                            said(person.certificateNumber()).strip(),
                            Boolean.TRUE.equals(person.lead()),
                            said(person.validFrom()),
                            after(person.validTo()),
                            person.fileId());
            kept(existing.people(), asked, (row, id) -> row.withId(id), PersonRow::id)
                    .ifPresentOrElse(row -> kept.add(row.id()), () -> newPeople.add(asked));
        }
        existing.people().stream()
                .filter(row -> !kept.contains(row.id()))
                .forEach(row -> {
                    LocalDate on = endOf(row.from());
                    if (on == null || !on.equals(row.to())) {
                        endedPeople.add(new End(row.id(), on));
                    }
                });
    }

    private void regions() {
        for (String code : application.regionCodes()) {
            var rows = existing.regions().stream().filter(r -> r.code().equals(code)).toList();
            if (rows.stream().noneMatch(row -> row.to() == null)) {
                LocalDate free = today;
                for (RegionRow row : rows) {
                    free = Coverage.later(free, said(row.to()));
                }
                newRegions.add(new RegionRow(code, free, null));
            }
        }
        existing.regions().stream()
                .filter(row -> row.to() == null && !application.regionCodes().contains(row.code()))
                .forEach(row ->
                        endedRegions.add(new RegionEnd(row.code(), row.from(), endOf(row.from()))));
    }

    private void affiliates() {
        var kept = new ArrayList<UUID>();
        for (AgencyApplication.Affiliate affiliate : application.affiliates()) {
            String share = affiliate.sharePercent();
            var asked =
                    new AffiliateRow(
                            UUID.randomUUID(),
                            said(affiliate.kind()),
                            said(affiliate.name()).strip(),
                            code(affiliate.uscc()),
                            share == null
                                    ? null
                                    : new java.math.BigDecimal(share)
                                            .stripTrailingZeros()
                                            .toPlainString());
            kept(existing.affiliates(), asked, (row, id) -> row.withId(id), AffiliateRow::id)
                    .ifPresentOrElse(row -> kept.add(row.id()), () -> newAffiliates.add(asked));
        }
        existing.affiliates().stream()
                .filter(row -> !kept.contains(row.id()))
                .forEach(row -> endedAffiliates.add(row.id()));
    }

    private static @Nullable String code(@Nullable String written) {
        return written == null ? null : Uscc.of(written).code();
    }

    private static @Nullable LocalDate after(@Nullable LocalDate last) {
        return last == null ? null : last.plusDays(1);
    }

    /** A member that the checks have found to be there. */
    private static <T> T said(@Nullable T member) {
        return Objects.requireNonNull(member, "an unchecked application");
    }
}
