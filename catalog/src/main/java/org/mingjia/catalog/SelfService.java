package org.mingjia.catalog;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the enterprise may do the work of an item itself, as far as the catalogue says 能否自行办理.
 */
public enum SelfService implements Coded {
    /** The authority commissions and pays; there is nothing for the enterprise to do or to buy. */
    BY_AUTHORITY("byAuthority", "由审批部门委托并付费"),
    ALLOWED("allowed", "可自行办理"),
    /** Silence of the sources, which is neither a yes nor a no. */
    NOT_STATED("notStated", "文件未说明");

    // 自行 alone is not enough: 自行检测部分为市场调节价 speaks of a price, not of a permission
    private static final Pattern SAYS_SO = Pattern.compile("可以?自行|(单位|企业|申请人)(可以?)?(自行|自主)");

    private final String code;
    private final String label;

    SelfService(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    /** The constant with this code; empty for a code that the catalogue does not know. */
    public static Optional<SelfService> of(String code) {
        return Coded.find(values(), code);
    }

    /**
     * Reads the answer out of an item's own texts. No compulsory qualification means that the
     * enterprise may do it, and so does a text that says 可自行.
     */
    public static SelfService of(
            @Nullable String qualificationRequired, @Nullable String notes, Payer payer) {
        if (payer == Payer.GOVERNMENT) {
            return BY_AUTHORITY;
        }
        String qualification = qualificationRequired == null ? "" : qualificationRequired.strip();
        boolean free = qualification.startsWith("无强制资质") || qualification.startsWith("无资质要求");
        return free || says(qualification) || (notes != null && says(notes)) ? ALLOWED : NOT_STATED;
    }

    private static boolean says(String text) {
        return SAYS_SO.matcher(text).find();
    }
}
