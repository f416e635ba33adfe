package org.mingjia.contract;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refused;
import reactor.core.publisher.Mono;

/** What proposals of either kind have in common. */
final class Proposals {

    private Proposals() {}

    /** Whether the answer is yes; refused where it is missing. */
    static boolean yes(@Nullable Boolean accept) {
        if (accept == null) {
            throw new Refused(
                    new ContentRefused("#/accept", "required", "请填写 accept：true 同意，false 不同意"));
        }
        return accept;
    }

    /** Refuses while another one waits for its answer. */
    static Mono<Void> none(DSLContext tx, String open, ContractRow contract, String what) {
        return Mono.from(tx.resultQuery(open, contract.key()))
                .flatMap(_ -> ContractRow.<Void>refuse("one-at-a-time", "已有一份待答复的" + what));
    }
}
