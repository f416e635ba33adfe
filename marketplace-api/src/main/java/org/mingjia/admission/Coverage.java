package org.mingjia.admission;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.admission.Existing.PaperRow;

/**
 * From when to when an agency's papers cover an item, and which of them: one stretch after the
 * other, each inside its paper. A renewal takes over on the day after the paper before it ends.
 */
record Coverage(LocalDate from, @Nullable LocalDate to, @Nullable UUID paperId) {

    /** All of the time from a day on, resting on no paper. */
    static List<Coverage> always(LocalDate from) {
        return List.of(new Coverage(from, null, null));
    }

    /**
     * The stretches from a day on that all kinds cover.
     *
     * @param kinds the leading one first: its papers are the ones that are named
     * @param held the paper on which the item rests so far: it is kept while it is valid
     */
    static List<Coverage> by(
            List<String> kinds, List<PaperRow> papers, LocalDate from, @Nullable UUID held) {
        List<Coverage> covered = of(kinds.getFirst(), papers, from, held);
        for (String other : kinds.subList(1, kinds.size())) {
            covered = within(covered, of(other, papers, from, null));
        }
        return covered;
    }

    private static List<Coverage> of(
            String kind, List<PaperRow> papers, LocalDate from, @Nullable UUID held) {
        var left = papers.stream().filter(paper -> paper.kind().equals(kind)).toList();
        var stretches = new ArrayList<Coverage>();
        LocalDate day = from;
        while (day != null) {
            Optional<PaperRow> paper = valid(left, day, stretches.isEmpty() ? held : null);
            if (paper.isPresent()) {
                stretches.add(new Coverage(day, paper.get().to(), paper.get().id()));
                day = paper.get().to();
            } else {
                day = nextStart(left, day);
            }
        }
        return List.copyOf(stretches);
    }

    /** The paper valid on a day: the one held, else the one that lasts longest. */
    private static Optional<PaperRow> valid(
            List<PaperRow> papers, LocalDate day, @Nullable UUID held) {
        return papers.stream()
                .filter(paper -> !paper.from().isAfter(day))
                .filter(paper -> paper.to() == null || paper.to().isAfter(day))
                .max(
                        Comparator.<PaperRow, Boolean>comparing(p -> p.id().equals(held))
                                .thenComparing(p -> p.to() == null ? LocalDate.MAX : p.to()));
    }

    private static @Nullable LocalDate nextStart(List<PaperRow> papers, LocalDate after) {
        return papers.stream()
                .map(PaperRow::from)
                .filter(start -> start.isAfter(after))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<Coverage> within(List<Coverage> covered, List<Coverage> bounds) {
        var inside = new ArrayList<Coverage>();
        for (Coverage stretch : covered) {
            for (Coverage bound : bounds) {
                LocalDate from = later(stretch.from(), bound.from());
                LocalDate to = earlier(stretch.to(), bound.to());
                if (to == null || from.isBefore(to)) {
                    inside.add(new Coverage(from, to, stretch.paperId()));
                }
            }
        }
        return joined(inside);
    }

    /** Stretches of one paper that touch are one. */
    private static List<Coverage> joined(List<Coverage> stretches) {
        var joined = new ArrayList<Coverage>();
        for (Coverage next : stretches) {
            Coverage last = joined.isEmpty() ? null : joined.getLast();
            if (last != null
                    && next.from().equals(last.to())
                    && java.util.Objects.equals(next.paperId(), last.paperId())) {
                joined.removeLast();
                joined.add(new Coverage(last.from(), next.to(), last.paperId()));
            } else {
                joined.add(next);
            }
        }
        return List.copyOf(joined);
    }

    static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
