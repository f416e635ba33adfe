package org.mingjia.offers;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.mingjia.offers.OfferViews.OfferPaper;
import reactor.core.publisher.Mono;

/**
 * The prices of one item from a day on, as arrays: row by row, agency by agency. What many rows
 * share (factors, units, papers, terms) is kept once and named by number. It never changes.
 */
final class Shelf {

    static final byte FIXED = 0;
    static final byte UNIT = 1;
    static final byte FACTOR = 2;
    static final byte TIERS = 3;
    static final byte FORMULA = 4;
    static final List<String> FORMS = List.of("fixed", "unit", "factor", "tiers", "formula");

    private static final int ROW_BYTES = 60;
    private static final int MOST_DAYS = 8;

    final String itemCode;
    final int from;
    final int size;
    final int[] agency;
    final long[] idHigh;
    final long[] idLow;
    final byte[] form;

    /** fen for fixed and unit; the number of factor, of terms. */
    final long[] value;

    /** Number of the unit, or of the rule. */
    final int[] other;

    final int[] region;
    final int[] entryFrom;
    final int[] entryEnd;
    final int[] first;
    final int[] end;
    final int[] paper;

    private final Words<BigDecimal> factors = new Words<>();
    private final Words<String> texts = new Words<>();
    private final Words<OfferPaper> papers = new Words<>();

    /** What the register says of the item, by day; a few days are kept. */
    private final Map<LocalDate, Mono<Book>> books = new ConcurrentHashMap<>();

    /** Things that are named by number. */
    private static final class Words<T> {
        private final List<T> list = new ArrayList<>();
        private final Map<T, Integer> numbers = new HashMap<>();

        int number(T word) {
            return numbers.computeIfAbsent(
                    word,
                    w -> {
                        list.add(w);
                        return list.size() - 1;
                    });
        }

        void close() {
            numbers.clear();
        }
    }

    private Shelf(String itemCode, int from, int size) {
        this.itemCode = itemCode;
        this.from = from;
        this.size = size;
        agency = new int[size];
        idHigh = new long[size];
        idLow = new long[size];
        form = new byte[size];
        value = new long[size];
        other = new int[size];
        region = new int[size];
        entryFrom = new int[size];
        entryEnd = new int[size];
        first = new int[size];
        end = new int[size];
        paper = new int[size];
    }

    private Shelf filled(int at, List<? extends Record> rows, Agencies agencies) {
        for (int i = 0; i < rows.size(); i++) {
            put(at + i, rows.get(i), agencies);
        }
        factors.close();
        texts.close();
        papers.close();
        return this;
    }

    /**
     * This shelf after some agencies' prices have changed.
     *
     * @param changed the agencies, whose rows here are left out
     * @param rows all that these agencies ask for the item now
     */
    Shelf with(Set<String> changed, List<? extends Record> rows, Agencies agencies) {
        var replaced = new HashSet<Integer>();
        rows.forEach(row -> replaced.add(agencies.number(row.get(1, UUID.class))));
        int[] kept =
                IntStream.range(0, size)
                        .filter(row -> !replaced.contains(agency[row]))
                        .filter(row -> {
                            var known = agencies.at(agency[row]);
                            return known == null || !changed.contains(known.uscc());
                        })
                        .toArray();
        var next = new Shelf(itemCode, from, kept.length + rows.size());
        for (int i = 0; i < kept.length; i++) {
            next.copy(i, this, kept[i]);
        }
        next.books.putAll(books);
        return next.filled(kept.length, rows, agencies);
    }

    private void copy(int i, Shelf shelf, int row) {
        agency[i] = shelf.agency[row];
        idHigh[i] = shelf.idHigh[row];
        idLow[i] = shelf.idLow[row];
        form[i] = shelf.form[row];
        switch (form[i]) {
            case FIXED, UNIT -> {
                value[i] = shelf.value[row];
                other[i] = texts.number(shelf.otherText(row));
            }
            case FACTOR -> {
                value[i] = factors.number(shelf.factor(row));
                other[i] = texts.number(shelf.otherText(row));
            }
            default -> value[i] = texts.number(shelf.terms(row));
        }
        region[i] = shelf.region[row];
        entryFrom[i] = shelf.entryFrom[row];
        entryEnd[i] = shelf.entryEnd[row];
        first[i] = shelf.first[row];
        end[i] = shelf.end[row];
        OfferPaper its = shelf.paper(row);
        paper[i] = its == null ? -1 : papers.number(its);
    }

    private void put(int i, Record row, Agencies agencies) {
        UUID id = row.get(0, UUID.class);
        idHigh[i] = id.getMostSignificantBits();
        idLow[i] = id.getLeastSignificantBits();
        agency[i] = agencies.number(row.get(1, UUID.class));
        form[i] = (byte) FORMS.indexOf(row.get(2, String.class));
        switch (form[i]) {
            case FIXED, UNIT -> {
                value[i] = row.get(3, Long.class);
                String unit = row.get(4, String.class);
                other[i] = texts.number(unit == null ? "" : unit);
            }
            case FACTOR -> {
                // as text: plain SQL reads a numeric without scale as a whole number
                value[i] =
                        factors.number(
                                new BigDecimal(
                                        new BigDecimal(row.get(5, String.class))
                                                .stripTrailingZeros()
                                                .toPlainString()));
                other[i] = texts.number(row.get(6, String.class));
            }
            default -> value[i] = texts.number(row.get(7, String.class));
        }
        region[i] = Places.of(row.get(8, String.class));
        entryFrom[i] = day(row.get(9, LocalDate.class));
        entryEnd[i] = day(row.get(10, LocalDate.class));
        first[i] = day(row.get(11, LocalDate.class));
        end[i] = day(row.get(12, LocalDate.class));
        String kind = row.get(13, String.class);
        paper[i] =
                kind == null
                        ? -1
                        : papers.number(
                                new OfferPaper(
                                        kind,
                                        row.get(14, String.class),
                                        row.get(15, LocalDate.class)));
    }

    private static int day(@Nullable LocalDate day) {
        return day == null ? Integer.MAX_VALUE : (int) day.toEpochDay();
    }

    /**
     * Reads an item's prices in one statement.
     *
     * @param end first day that is not asked for; null for all days to come
     * @param uscc the one agency that is asked for; null for all
     */
    static Mono<Shelf> load(
            DSLContext db,
            Agencies agencies,
            String itemCode,
            LocalDate from,
            @Nullable LocalDate end,
            @Nullable String uscc) {
        return ShelfQueries.rows(
                        db, List.of(itemCode), from, end, uscc == null ? null : List.of(uscc))
                .collectList()
                .map(rows ->
                        new Shelf(itemCode, (int) from.toEpochDay(), rows.size())
                                .filled(0, rows, agencies));
    }

    /** The register's word for the day, read once. */
    Mono<Book> book(LocalDate day, Mono<Book> read) {
        if (books.size() >= MOST_DAYS) {
            books.clear();
        }
        return books.computeIfAbsent(
                day,
                _ -> read.cache(_ -> Duration.ofDays(1), _ -> Duration.ZERO, () -> Duration.ZERO));
    }

    BigDecimal factor(int row) {
        return factors.list.get((int) value[row]);
    }

    /** Unit, or rule, by form. */
    String otherText(int row) {
        return texts.list.get(other[row]);
    }

    String terms(int row) {
        return texts.list.get((int) value[row]);
    }

    @Nullable OfferPaper paper(int row) {
        return paper[row] < 0 ? null : papers.list.get(paper[row]);
    }

    @Nullable String level(int row) {
        return paper[row] < 0 ? null : papers.list.get(paper[row]).level();
    }

    String id(int row) {
        return new UUID(idHigh[row], idLow[row]).toString();
    }

    /** About how much memory it takes. */
    int bytes() {
        int shared = 0;
        for (String text : texts.list) {
            shared += 64 + 2 * text.length();
        }
        return 1000
                + size * ROW_BYTES
                + shared
                + 64 * factors.list.size()
                + 80 * papers.list.size();
    }
}
