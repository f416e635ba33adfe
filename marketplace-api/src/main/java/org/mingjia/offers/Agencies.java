package org.mingjia.offers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Every agency that was ever admitted, once, under a number that stays: shelves name agencies by
 * number. Where it serves and how it stands are kept with their dates, so that any day can be
 * asked.
 */
final class Agencies {

    private static final String ALL =
            """
            select g.id, g.uscc, g.name, g.region_code,
                   (select r.name from region r where r.code = g.region_code and r.valid @> market_today()),
                   a.admitted_on, a.exited_on,
                   array(select s.region_code || ' ' || coalesce(lower(s.valid)::text, '') || ' ' || coalesce(upper(s.valid)::text, '')
                           from agency_region s where s.agency_id = g.id order by s.region_code),
                   array(select s.kind || ' ' || lower(s.valid) || ' '
                                || coalesce(least(upper(s.valid), s.lifted_on)::text, '')
                           from sanction s where s.agency_id = g.id)
              from agency a join organisation g on g.id = a.organisation_id
             where a.admitted_on is not null
            """;

    private static final Agency[] NONE = {};

    private final Map<UUID, Integer> numbers = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private volatile @Nullable Agency[] known = NONE;

    /** Days are counted from 1970; an end is the first day that is no more inside. */
    record Span(String what, int place, int from, int end) {
        boolean holds(int day) {
            return from <= day && day < end;
        }

        private static Span of(String text) {
            String[] parts = text.split(" ", -1);
            return new Span(
                    parts[0],
                    Character.isDigit(parts[0].charAt(0)) ? Places.of(parts[0]) : -1,
                    parts[1].isEmpty() ? Integer.MIN_VALUE : day(parts[1]),
                    parts[2].isEmpty() ? Integer.MAX_VALUE : day(parts[2]));
        }

        private static int day(String text) {
            return (int) LocalDate.parse(text).toEpochDay();
        }
    }

    /** One agency; {@code hash} is of its code, which nobody chooses. */
    record Agency(
            String uscc,
            String name,
            @Nullable String regionCode,
            @Nullable String regionName,
            int admitted,
            int exited,
            List<Span> regions,
            List<Span> sanctions,
            long hash) {

        /** Available or warned; null when it may not serve on that day. */
        @Nullable String standing(int day) {
            if (day < admitted || day >= exited) {
                return null;
            }
            String standing = "available";
            for (Span sanction : sanctions) {
                if (sanction.holds(day)) {
                    if (!sanction.what().equals("warning")) {
                        return null;
                    }
                    standing = "warned";
                }
            }
            return standing;
        }

        /** Whether it serves the place, or a part of it, on that day. */
        boolean serves(int place, int day) {
            for (Span region : regions) {
                if (region.holds(day) && Places.fit(region.place(), place) >= 0) {
                    return true;
                }
            }
            return false;
        }

        List<String> regionCodes(int day) {
            return regions.stream()
                    .filter(region -> region.holds(day))
                    .map(Span::what)
                    .toList();
        }
    }

    /** The agency's number, given when it is first seen. */
    int number(UUID id) {
        return numbers.computeIfAbsent(id, _ -> next.getAndIncrement());
    }

    /** The agency; null while nobody has told of its admission. */
    @Nullable Agency at(int number) {
        @Nullable Agency[] all = known;
        return number < all.length ? all[number] : null;
    }

    /** Reads all of them, or these. */
    Mono<Void> read(DSLContext db, @Nullable List<String> usccs) {
        var query =
                usccs == null
                        ? db.resultQuery(ALL)
                        : db.resultQuery(
                                ALL + " and g.uscc = any({0})",
                                DSL.val(usccs.toArray(String[]::new)));
        return Flux.from(query).collectList().doOnNext(this::put).then();
    }

    private synchronized void put(List<? extends Record> rows) {
        int[] places = new int[rows.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = number(rows.get(i).get(0, UUID.class));
        }
        @Nullable Agency[] all = java.util.Arrays.copyOf(known, Math.max(known.length, next.get()));
        for (int i = 0; i < places.length; i++) {
            all[places[i]] = agency(rows.get(i));
        }
        known = all;
    }

    private static Agency agency(Record row) {
        LocalDate exited = row.get(6, LocalDate.class);
        String uscc = row.get(1, String.class);
        return new Agency(
                uscc,
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, String.class),
                (int) row.get(5, LocalDate.class).toEpochDay(),
                exited == null ? Integer.MAX_VALUE : (int) exited.toEpochDay(),
                spans(row.get(7, String[].class)),
                spans(row.get(8, String[].class)),
                hash(uscc));
    }

    private static List<Span> spans(String[] texts) {
        return java.util.Arrays.stream(texts).map(Span::of).toList();
    }

    static long hash(String text) {
        try {
            byte[] sha =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return java.nio.ByteBuffer.wrap(sha).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
