package org.mingjia.platform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.FieldError;
import org.mingjia.platform.Refusal.StaleVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at the members of a body and collects everything that is wrong with them, so that a form
 * can show it all at once. Used by one request, once.
 */
public final class FieldChecks {

    private static final int MOST_ENTRIES = 500;
    private static final int LONGEST = 4000;

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
     * Refuses a new version that does not say which one it was made of, and at once what was made
     * of another than the last: somebody else was faster.
     */
    public void requireBasis(String pointer, @Nullable Integer basedOn, int last) {
        if (basedOn == null) {
            refuse(pointer, "required", "请说明所依据的版本，现行为第 " + last + " 版");
        } else if (basedOn != last) {
            throw new Refused(new StaleVersion(Integer.toString(last)));
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

    /**
     * Text of several lines without outer blanks; empty when it was refused.
     *
     * @param what the member's name, in Chinese
     */
    public String prose(String pointer, String what, @Nullable String value, int least, int most) {
        String text = value == null ? "" : value.replace("\r\n", "\n").strip();
        String line = text.replace('\n', ' ').replace('\t', ' ');
        return text(pointer, what, line, least, most).isEmpty() ? "" : text;
    }

    /** Whether a text has no control characters and no halves of a character. */
    public static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(c ->
                        Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE
                                || !Character.isDefined(c));
    }

    /**
     * Refuses what cannot be kept at all, complete or not: lists and texts have bounds, and no text
     * has a character that no text in the database can have.
     *
     * @param typed what somebody has typed so far, as it is read from JSON
     */
    public static void keepable(Object typed) {
        var checks = new FieldChecks();
        checks.keepable("#", JsonMapper.shared().valueToTree(typed));
        checks.done();
    }

    private void keepable(String at, JsonNode node) {
        if (node.isArray()) {
            if (node.size() > MOST_ENTRIES) {
                refuse(at, "too-many", "不超过 " + MOST_ENTRIES + " 项");
                return;
            }
            for (int i = 0; i < node.size(); i++) {
                keepable(at + "/" + i, node.get(i));
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(member -> keepable(at + "/" + member.getKey(), member.getValue()));
        } else if (node.isString()) {
            String text = node.asString();
            if (text.length() > LONGEST) {
                refuse(at, "length", "不超过 " + LONGEST + " 个字符");
            } else if (text.codePoints().anyMatch(FieldChecks::isUnusable)) {
                refuse(at, "characters", "含有不可用的字符");
            }
        }
    }

    private static boolean isUnusable(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                || Character.getType(c) == Character.SURROGATE;
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
