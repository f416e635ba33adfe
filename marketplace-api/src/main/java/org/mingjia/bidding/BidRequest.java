package org.mingjia.bidding;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjia.biddocs.DocumentHandle;
import org.mingjia.platform.FieldChecks;

/**
 * What a bidder asks.
 *
 * @param amountFen the price in fen; this or {@code discountPercent}
 * @param discountPercent 下浮率 off the lot's ceiling, a decimal of at most two places as text, {@code
 *     "5.25"}
 * @param promise 服务承诺
 * @param serviceDays 服务时限, in working days from the contract
 * @param practitioners own people who would do the work
 * @param nonce 32 bytes of the bidder's own for a draw, hexadecimal; without it the server draws
 *     them
 * @param documents handles as the uploads answered them, at most ten; they stay sealed until the
 *     opening
 */
record BidRequest(
        @Nullable Long amountFen,
        @Nullable String discountPercent,
        @Nullable String promise,
        @Nullable Integer serviceDays,
        @Nullable List<@Nullable UUID> practitioners,
        @Nullable String nonce,
        @Nullable List<DocumentHandle.@Nullable GivenDocument> documents) {

    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,2}(\\.[0-9]{1,2})?");
    private static final Pattern NONCE = Pattern.compile("[0-9a-fA-F]{64}");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final long MOST = 9_999_999_999_999L;
    private static final int MOST_PEOPLE = 50;

    /** Refuses what is wrong whatever the lot is. */
    void check() {
        var checks = new FieldChecks();
        checks.require(
                (amountFen == null) != (discountPercent == null),
                "#/amountFen",
                "amount-or-discount",
                "请填写报价金额或下浮率，二者填其一");
        checks.require(
                amountFen == null || (amountFen >= 1 && amountFen <= MOST),
                "#/amountFen",
                "amount-range",
                "报价应为 1 分至 " + MOST + " 分");
        checks.require(
                discountPercent == null || PERCENT.matcher(discountPercent).matches(),
                "#/discountPercent",
                "discount",
                "下浮率应为 0 至 99.99 之间、至多两位小数的数");
        if (promise != null) {
            checks.require(promise.length() <= 2000, "#/promise", "length", "服务承诺不超过 2000 个字符");
            checks.require(
                    promise.codePoints().allMatch(c -> c == '\n' || c == '\r' || printable(c)),
                    "#/promise",
                    "characters",
                    "服务承诺含有不可用的字符");
        }
        checks.require(
                serviceDays == null || (serviceDays >= 1 && serviceDays <= 3650),
                "#/serviceDays",
                "service-days",
                "服务时限应为 1 至 3650 个工作日");
        checks.require(
                people().size() <= MOST_PEOPLE,
                "#/practitioners",
                "too-many",
                "人员不超过 " + MOST_PEOPLE + " 名");
        checks.require(
                nonce == null || NONCE.matcher(nonce).matches(),
                "#/nonce",
                "nonce",
                "随机数应为 64 位十六进制数字（32 字节）");
        DocumentHandle.checked(checks, documents);
        checks.done();
    }

    private static boolean printable(int c) {
        return FieldChecks.isPrintable(Character.toString(c));
    }

    /** Once each. */
    List<UUID> people() {
        return practitioners == null
                ? List.of()
                : practitioners.stream().filter(Objects::nonNull).distinct().sorted().toList();
    }

    /** Of a request that was checked. */
    List<DocumentHandle> handles() {
        return DocumentHandle.checked(new FieldChecks(), documents);
    }

    /** The amount in fen, a discount taken off the lot's ceiling and rounded half up. */
    long amount(long ceilingFen) {
        if (discountPercent == null) {
            return Objects.requireNonNull(amountFen);
        }
        return BigDecimal.valueOf(ceilingFen)
                .multiply(HUNDRED.subtract(new BigDecimal(discountPercent)))
                .divide(HUNDRED, 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
