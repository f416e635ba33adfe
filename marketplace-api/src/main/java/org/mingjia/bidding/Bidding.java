package org.mingjia.bidding;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjia.bidding.Ceilings.BidCeiling;
import org.mingjia.bidding.Eligibility.BidCondition;
import org.mingjia.biddocs.BidDocuments;
import org.mingjia.catalog.Money;
import org.mingjia.platform.Actor;
import org.mingjia.platform.ConstraintNames;
import org.mingjia.platform.FieldChecks;
import org.mingjia.platform.Refusal.FieldError;
import org.mingjia.platform.Refusal.OfBid.BiddingClosed;
import org.mingjia.platform.Refusal.OfBid.NotEligible;
import org.mingjia.platform.Refusal.OfBid.OutOfBounds;
import org.mingjia.platform.Refused;
import org.mingjia.platform.Transactor;
import org.mingjia.sealing.Receipts.Receipt;
import org.mingjia.sealing.Sealing;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a bid, seals it and has it received. Only what passed every check is ever sealed, and what
 * is checked here is proved again by the database when it is opened.
 */
@Component
class Bidding {

    private final Transactor transactor;
    private final Ceilings ceilings;
    private final Sealing sealing;
    private final Inbox inbox;
    private final BidDocuments documents;
    private final JsonMapper json;

    Bidding(
            Transactor transactor,
            Ceilings ceilings,
            Sealing sealing,
            Inbox inbox,
            BidDocuments documents,
            JsonMapper json) {
        this.transactor = transactor;
        this.ceilings = ceilings;
        this.sealing = sealing;
        this.inbox = inbox;
        this.documents = documents;
        this.json = json;
    }

    /** What an agency has to know before it bids. */
    Mono<BidTerms> terms(Actor actor, String number, int lotNo) {
        return transactor
                .one(db -> Lot.find(db, number, lotNo, actor.organisation(), null))
                .flatMap(lot -> ceilings.of(lot).map(ceiling -> BidTerms.of(lot, ceiling)));
    }

    /** Receives a bid; a later one of the same agency takes its place. */
    Mono<Receipt> submit(
            Actor actor, String number, int lotNo, BidRequest request, @Nullable String key) {
        request.check();
        return find(actor, number, lotNo, request)
                .flatMap(lot ->
                        once(
                                lot,
                                key,
                                json.writeValueAsString(request),
                                false,
                                () -> checked(lot, request)));
    }

    /** Takes the agency's bid back; it may bid again. */
    Mono<Receipt> withdraw(Actor actor, String number, int lotNo, @Nullable String key) {
        return transactor
                .one(db -> Lot.find(db, number, lotNo, actor.organisation(), java.util.List.of()))
                .flatMap(lot ->
                        once(
                                lot,
                                key,
                                "withdrawal",
                                true,
                                () ->
                                        isOpen(lot)
                                                .then(
                                                        Mono.fromSupplier(() ->
                                                                SealedText.withdrawal(lot)))));
    }

    private Mono<Lot> find(Actor actor, String number, int lotNo, BidRequest request) {
        return transactor.one(
                db -> Lot.find(db, number, lotNo, actor.organisation(), request.people()));
    }

    /** What was received under the key before is answered again, even after the deadline. */
    private Mono<Receipt> once(
            Lot lot,
            @Nullable String key,
            String asked,
            boolean withdrawal,
            Supplier<Mono<SealedText>> work) {
        var repeat = inbox.repeat(lot, key, lot.lotNo() + " " + asked);
        return inbox.before(lot, repeat)
                .switchIfEmpty(
                        Mono.defer(work)
                                .flatMap(text ->
                                        sealing.seal(
                                                lot.openingKey(),
                                                lot.requestId(),
                                                json.writeValueAsString(text)))
                                .flatMap(sealed -> inbox.receive(lot, repeat, withdrawal, sealed))
                                .onErrorMap(ConstraintNames::meaning));
    }

    private static Mono<Void> isOpen(Lot lot) {
        return lot.open() ? Mono.empty() : Mono.error(new Refused(new BiddingClosed()));
    }

    private Mono<SealedText> checked(Lot lot, BidRequest request) {
        return isOpen(lot)
                .then(Mono.defer(() -> ceilings.of(lot)))
                .flatMap(ceiling -> {
                    eligible(lot);
                    var checks = new FieldChecks();
                    checks.require(
                            lot.people().size() == request.people().size(),
                            "#/practitioners",
                            "own-practitioners",
                            "所列人员须为本机构登记且在有效期内的专业技术人员");
                    checks.done();
                    long amount = request.amount(lot.ceilingFen());
                    inside(lot, ceiling, amount, request.discountPercent() != null);
                    return documents
                            .prove(lot.requestId(), lot.lotNo(), lot.agencyId(), request.handles())
                            .then(nonce(request))
                            .map(nonce -> text(lot, request, ceiling, amount, nonce));
                });
    }

    private static void eligible(Lot lot) {
        var unmet = lot.eligibility().unmet();
        if (!unmet.isEmpty()) {
            throw new Refused(
                    new NotEligible(
                            unmet.stream()
                                    .map(point -> new FieldError("#", point.rule(), point.detail()))
                                    .toList(),
                            unmet.stream()
                                    .map(BidCondition::detail)
                                    .collect(Collectors.joining("；"))));
        }
    }

    private static void inside(Lot lot, BidCeiling ceiling, long amount, boolean byDiscount) {
        String pointer = byDiscount ? "#/discountPercent" : "#/amountFen";
        Long most = ceiling.ceilingFen();
        String entry = Objects.toString(ceiling.priceEntryId(), null);
        if (most == null) {
            throw new Refused(
                    new OutOfBounds(
                            pointer,
                            "price-not-computable",
                            String.valueOf(ceiling.problem()),
                            null,
                            entry,
                            lot.lawfulRuleId()));
        }
        if (amount > most) {
            throw new Refused(
                    new OutOfBounds(
                            pointer,
                            "above-" + ceiling.binds(),
                            "报价 %s，高于%s %s"
                                    .formatted(yuan(amount), bound(ceiling.binds()), yuan(most)),
                            most,
                            entry,
                            lot.lawfulRuleId()));
        }
        if (amount < lot.floorFen()) {
            throw new Refused(
                    new OutOfBounds(
                            pointer,
                            "below-floor",
                            "报价 %s，低于最低限价 %s".formatted(yuan(amount), yuan(lot.floorFen())),
                            lot.floorFen(),
                            entry,
                            lot.lawfulRuleId()));
        }
    }

    private static String bound(@Nullable String binds) {
        return switch (binds) {
            case "lawful-maximum" -> "法定上限";
            case "budget" -> "预算控制价";
            case null, default -> "本机构公布的价格";
        };
    }

    private static String yuan(long fen) {
        return new Money(fen).yuan();
    }

    private Mono<String> nonce(BidRequest request) {
        String own = request.nonce();
        return own == null ? sealing.nonce() : Mono.just(own.toLowerCase(Locale.ROOT));
    }

    private static SealedText text(
            Lot lot, BidRequest request, BidCeiling ceiling, long amount, String nonce) {
        return new SealedText(
                1,
                lot.requestId(),
                lot.lotNo(),
                lot.agencyId(),
                false,
                amount,
                ceiling.priceEntryId(),
                Objects.requireNonNull(ceiling.publishedPriceFen()),
                HexFormat.of().formatHex(HexFormat.of().parseHex(nonce)),
                new SealedText.Terms(
                        request.discountPercent(),
                        request.promise(),
                        request.serviceDays(),
                        lot.people()),
                request.handles());
    }
}
