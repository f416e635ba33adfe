package org.mingjia.bidding;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.NotFound;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A lot as one agency finds it at this moment: what was published of it, and whether that agency
 * may bid.
 *
 * @param open whether bids are received at this moment, by the database's clock
 * @param parameters of the price calculator, JSON
 * @param people of those who were asked for, the agency's own that are valid today
 */
record Lot(
        UUID requestId,
        UUID id,
        String number,
        int lotNo,
        String title,
        String itemCode,
        LocalDate publishedOn,
        String parameters,
        long budgetFen,
        @Nullable Long lawfulMaxFen,
        @Nullable String lawfulRuleId,
        long floorFen,
        long ceilingFen,
        OffsetDateTime closesAt,
        OffsetDateTime now,
        boolean open,
        String publicKey,
        String seedCommitment,
        UUID agencyId,
        String uscc,
        String agencyName,
        Eligibility eligibility,
        List<Practitioner> people) {

    private static final Pattern NUMBER = Pattern.compile("CG-[0-9]{6}-[0-9]{8}-[0-9]{4,12}");

    /** The function keeps its plan, {@code select *} its columns' order. */
    private static final String READ = "select * from lot_for_bidder({0}, {1}, {2}, {3})";

    private static final String BY_NUMBER = "(select id from service_request where number = {0})";

    /** Somebody who would do the work. */
    record Practitioner(UUID id, String name, String certificate) {}

    /**
     * A published lot; refused as unknown where there is none.
     *
     * @param people whom of the agency's own to read; null for all of them
     */
    static Mono<Lot> find(
            DSLContext db, String number, int lotNo, UUID agencyId, @Nullable List<UUID> people) {
        Mono<Lot> found =
                NUMBER.matcher(number).matches()
                        ? read(db, DSL.field(BY_NUMBER, val(number)), lotNo, agencyId, people)
                        : Mono.empty();
        return found.switchIfEmpty(
                Mono.error(() -> new Refused(new NotFound("公告标段", number + "/" + lotNo))));
    }

    /** A lot of a request. */
    static Mono<Lot> of(DSLContext db, UUID requestId, int lotNo, UUID agencyId) {
        return read(db, val(requestId), lotNo, agencyId, List.of());
    }

    private static Mono<Lot> read(
            DSLContext db,
            Field<?> request,
            int lotNo,
            UUID agencyId,
            @Nullable List<UUID> people) {
        return Mono.from(
                        db.resultQuery(
                                READ,
                                request,
                                val((short) lotNo),
                                val(agencyId),
                                val(
                                        people == null ? null : people.toArray(UUID[]::new),
                                        SQLDataType.UUID.array())))
                .map(Lot::of);
    }

    private static Lot of(Record row) {
        var json = JsonMapper.shared();
        return new Lot(
                row.get(0, UUID.class),
                row.get(1, UUID.class),
                row.get(2, String.class),
                row.get(3, Integer.class),
                row.get(4, String.class),
                row.get(5, String.class),
                row.get(6, LocalDate.class),
                row.get(7, String.class),
                row.get(8, Long.class),
                row.get(9, Long.class),
                row.get(10, String.class),
                row.get(11, Long.class),
                row.get(12, Long.class),
                row.get(13, OffsetDateTime.class),
                row.get(14, OffsetDateTime.class),
                row.get(15, Boolean.class),
                row.get(16, String.class),
                row.get(17, String.class),
                row.get(18, UUID.class),
                row.get(19, String.class),
                row.get(20, String.class),
                json.readValue(row.get(21, String.class), Eligibility.class),
                json.readValue(
                        row.get(22, String.class), new TypeReference<List<Practitioner>>() {}));
    }

    byte[] openingKey() {
        return HexFormat.of().parseHex(publicKey);
    }
}
