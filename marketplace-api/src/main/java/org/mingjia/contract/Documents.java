package org.mingjia.contract;

import static org.jooq.impl.DSL.val;

import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The documents of a contract, one after another; the last one counts. */
final class Documents {

    private static final String ADD =
            """
            insert into contract_document (contract_id, document_no, side, deliver_by, advance_fen, text, by)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6})
            """;

    private static final String POINT =
            "update contract set document_no = {1}, deliver_by = {2}, advance_fen = {3} where id = {0}";

    private Documents() {}

    /**
     * Adds the next document.
     *
     * @param side who proposes it; null for the market
     */
    static Mono<Void> add(
            DSLContext tx,
            UUID contractId,
            int documentNo,
            @Nullable String side,
            ContractText text,
            String by) {
        return Mono.from(
                        tx.query(
                                ADD,
                                val(contractId),
                                val(documentNo),
                                val(side, String.class),
                                val(text.deliverBy()),
                                val(text.advanceFen()),
                                val(text.written()),
                                val(by)))
                .then(
                        Mono.from(
                                tx.query(
                                        POINT,
                                        val(contractId),
                                        val(documentNo),
                                        val(text.deliverBy()),
                                        val(text.advanceFen()))))
                .then();
    }
}
