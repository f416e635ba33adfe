package org.mingjia.fees;

import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Actor;
import org.mingjia.platform.FieldChecks;
import reactor.core.publisher.Mono;

/** The head of an invoice or a credit note: its number once, and a day that can be. */
final class InvoicePaper {

    private static final Pattern TAX_NUMBER = Pattern.compile("[0-9]{8}|[0-9]{18}|[0-9]{20}");

    private static final String INVOICE =
            """
            insert into invoice (contract_id, invoice_no, owner_id, agency_id, kind, tax_number, issued_on, credits_no, reason,
                                 by)
            values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9})
            """;

    private static final String KNOWN =
            "select 1 from invoice where agency_id = {0} and tax_number = {1}";

    private InvoicePaper() {}

    static void check(
            FieldChecks checks,
            ChargedContract contract,
            @Nullable String taxNumber,
            @Nullable LocalDate issuedOn) {
        checks.require(
                taxNumber != null && TAX_NUMBER.matcher(taxNumber).matches(),
                "#/taxNumber",
                "tax-number",
                "发票号码应为 20 位数字（全面数字化的电子发票），或 8 位号码，或 10 位代码加 8 位号码");
        LocalDate signed = Objects.requireNonNull(contract.signedOn());
        checks.require(
                issuedOn != null
                        && !issuedOn.isBefore(signed)
                        && !issuedOn.isAfter(contract.today()),
                "#/issuedOn",
                "issued-after-the-signature",
                "开票日期应在合同日 " + signed + " 与今天 " + contract.today() + " 之间");
        checks.require(contract.invoices() < 1000, "#", "too-many-invoices", "一份合同的发票不超过 1000 张");
    }

    static Mono<Void> once(DSLContext tx, ChargedContract contract, @Nullable String taxNumber) {
        return Mono.from(
                        tx.resultQuery(
                                KNOWN,
                                val(contract.agencyId()),
                                val(taxNumber == null ? "" : taxNumber.replace("\0", ""))))
                .flatMap(_ -> ChargedContract.<Void>refuse("invoice-number-once", "该发票号码已经登记过"));
    }

    static Mono<Void> add(
            DSLContext tx,
            Actor actor,
            ChargedContract contract,
            int no,
            String kind,
            @Nullable String taxNumber,
            @Nullable LocalDate issuedOn,
            @Nullable Integer creditsNo,
            @Nullable String reason) {
        return Mono.from(
                        tx.query(
                                INVOICE,
                                contract.key(),
                                val(no),
                                val(contract.ownerId()),
                                val(contract.agencyId()),
                                val(kind),
                                val(taxNumber, String.class),
                                val(issuedOn, LocalDate.class),
                                val(creditsNo, Integer.class),
                                val(reason, String.class),
                                val(actor.name())))
                .then();
    }
}
