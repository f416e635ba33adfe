package org.mingjia.platform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.FieldError;

/**
 * Looks at the members of a body and collects everything that is wrong with them, so that a form
 * can show it all at once. Used by one request, once.
 */
public final class FieldChecks {

    private final List<FieldError> errors = new ArrayList<>();

    /** A broken member. */
    public void refuse(String pointer, String rule, String detail) {
        errors.add(new FieldError(pointer, rule, detail));
    }

    /** Refuses unless it is so. */
    public void require(boolean so, String pointer, String rule, String detail) {
        if (!so) {
            refuse(pointer, rule, detail);
        }
    }

    /**
     * One line of text without outer blanks; empty when it was refused.
     *
     * @param what the member's name, in Chinese
     */
    public String text(String pointer, String what, @Nullable String value, int least, int most) {
        String text = value == null ? "" : value.strip();
        int length = text.codePointCount(0, text.length());
        if (text.isEmpty() && least > 0) {
            refuse(pointer, "required", "请填写" + what);
        } else if (length < least || length > most) {
            refuse(pointer, "length", what + "应为 " + least + " 至 " + most + " 个字符");
        } else if (!isPrintable(text)) {
            refuse(pointer, "characters", what + "含有不可用的字符");
        } else {
            return text;
        }
        return "";
    }

    /** Whether a text has no control characters and no halves of a character. */
    public static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(c ->
                        Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE
                                || !Character.isDefined(c));
    }

    /** What was refused so far. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** Whether anything was refused so far. */
    public boolean failed() {
        return !errors.isEmpty();
    }

    /**
     * Ends the checks.
     *
     * @throws Refused with all that was found, if anything was
     */
    public void done() {
        if (failed()) {
            throw new Refused(new ContentRefused(List.copyOf(errors)));
        }
    }
}
