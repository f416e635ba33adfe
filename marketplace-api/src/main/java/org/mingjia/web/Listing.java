package org.mingjia.web;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.val;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortOrder;
import org.jooq.TableLike;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A bounded, ordered, filtered list that PostgreSQL turns into JSON itself: one statement, no row
 * decoding in the service. The same definition gives the CSV.
 *
 * @param columns what a reader sees, each aliased with its public name; one is the key
 * @param from tables and joins
 * @param where filter
 * @param key unique column that orders the list and carries the cursor
 * @param keyName the key's public name among the columns
 * @param order of the key
 */
public record Listing(
        List<Field<?>> columns,
        TableLike<?> from,
        Condition where,
        Field<String> key,
        String keyName,
        SortOrder order) {

    /** Most rows that one page may have. */
    public static final int MAX_LIMIT = 100;

    /** Rows that an export reads at a time. */
    static final int BLOCK = 2000;

    private static final Field<String> PLACE = field(name("place_of_row"), String.class);

    private static final int IDENTITY_BYTES = 9;

    /** A list in the order of its key. */
    public Listing(
            List<Field<?>> columns,
            TableLike<?> from,
            Condition where,
            Field<String> key,
            String keyName) {
        this(columns, from, where, key, keyName, SortOrder.ASC);
    }

    /** The same list from its last row to its first. */
    public Listing backwards() {
        return new Listing(columns, from, where, key, keyName, SortOrder.DESC);
    }

    private static final String PAGE =
            """
            select coalesce(string_agg(json, ',' order by n) filter (where n <= {0}), ''),
                   max(key) filter (where n = {0}),
                   count(*) filter (where n > {0}),
                   ({1})
              from (select to_json(page)::text as json, page.{2} as key,
                           row_number() over (order by {4}) as n
                      from ({3}) page) numbered
            """;

    /**
     * The page after {@code cursor} as UTF-8 JSON: {@code items}, {@code total}, {@code
     * nextCursor}. A cursor that another list, or this one under another filter, gave out is
     * refused.
     */
    public Mono<byte[]> page(DSLContext db, int limit, @Nullable String cursor) {
        Condition after = cursor == null ? noCondition() : beyond(decode(db, cursor));
        var rows =
                select(columns)
                        .from(from)
                        .where(where)
                        .and(after)
                        .orderBy(key.sort(order))
                        .limit(limit + 1);
        return Mono.from(
                        db.resultQuery(
                                PAGE,
                                val(limit),
                                selectCount().from(from).where(where),
                                name(keyName),
                                rows,
                                text("page", keyName).sort(order)))
                .map(row -> json(db, row));
    }

    /**
     * Every row, for an export, in blocks. Each is a statement of its own, read whole when the one
     * before has been taken: however slow a reader is, it holds no connection. What is written in
     * the meantime is among them if its place is still to come.
     */
    public Flux<List<Record>> blocks(Transactor transactor) {
        return block(transactor, null)
                .expand(read ->
                        read.size() < BLOCK
                                ? Flux.empty()
                                : block(transactor, read.getLast().get(PLACE)));
    }

    /** What a reader sees of a row of {@link #blocks}, in the order of the columns. */
    List<@Nullable Object> values(Record row) {
        var values = new ArrayList<@Nullable Object>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            values.add(row.get(i));
        }
        return values;
    }

    private Flux<List<Record>> block(Transactor transactor, @Nullable String after) {
        return transactor
                .many(db ->
                        db.select(columns)
                                .select(key.as(PLACE))
                                .from(from)
                                .where(where)
                                .and(after == null ? noCondition() : beyond(after))
                                .orderBy(key.sort(order))
                                .limit(BLOCK))
                .cast(Record.class)
                .collectList()
                .flux()
                // asks for it at once; a reader that takes its time must not keep the connection
                .onBackpressureBuffer();
    }

    private Condition beyond(String last) {
        return order == SortOrder.ASC ? key.gt(last) : key.lt(last);
    }

    private byte[] json(DSLContext db, Record row) {
        boolean more = row.get(2, long.class) > 0;
        String next = more ? "\"" + encode(db, row.get(1, String.class)) + "\"" : "null";
        return ("{\"items\":["
                        + row.get(0, String.class)
                        + "],\"total\":"
                        + row.get(3, long.class)
                        + ",\"nextCursor\":"
                        + next
                        + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String encode(DSLContext db, String last) {
        byte[] key = last.getBytes(StandardCharsets.UTF_8);
        byte[] cursor = Arrays.copyOf(identity(db), IDENTITY_BYTES + key.length);
        System.arraycopy(key, 0, cursor, IDENTITY_BYTES, key.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    private String decode(DSLContext db, String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length > IDENTITY_BYTES
                    && Arrays.equals(Arrays.copyOf(bytes, IDENTITY_BYTES), identity(db))) {
                var key =
                        new String(
                                bytes,
                                IDENTITY_BYTES,
                                bytes.length - IDENTITY_BYTES,
                                StandardCharsets.UTF_8);
                if (key.indexOf('\0') < 0) {
                    return key;
                }
            }
        } catch (IllegalArgumentException notOurs) {
            throw new Refused(new Refusal.InvalidCursor());
        }
        throw new Refused(new Refusal.InvalidCursor());
    }

    /**
     * What makes this list this one: its tables, filter and order with their values, but not its
     * columns. A cursor of another list, or of another filter, would silently skip rows.
     */
    private byte[] identity(DSLContext db) {
        String list =
                db.renderInlined(
                        select(inline(1)).from(from).where(where).orderBy(key.sort(order)));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(list.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(hash, IDENTITY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A text column under its public name. */
    public static Field<String> text(String... name) {
        return field(name(name), String.class);
    }
}
