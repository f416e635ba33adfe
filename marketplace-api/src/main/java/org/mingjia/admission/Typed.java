package org.mingjia.admission;

import java.util.ArrayList;
import java.util.List;
import org.mingjia.platform.Refusal.ContentRefused;
import org.mingjia.platform.Refusal.FieldError;
import org.mingjia.platform.Refused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether what was typed can be kept at all, complete or not: lists and texts have bounds, and no
 * text has a character that no text in the database can have.
 */
final class Typed {

    private static final int MOST_ENTRIES = 500;
    private static final int LONGEST = 4000;

    private final List<FieldError> errors = new ArrayList<>();

    private Typed() {}

    static void check(AgencyApplication application) {
        var typed = new Typed();
        typed.look("#", JsonMapper.shared().valueToTree(application));
        if (!typed.errors.isEmpty()) {
            throw new Refused(new ContentRefused(List.copyOf(typed.errors)));
        }
    }

    private void look(String at, JsonNode node) {
        if (node.isArray()) {
            if (node.size() > MOST_ENTRIES) {
                errors.add(new FieldError(at, "too-many", "不超过 " + MOST_ENTRIES + " 项"));
                return;
            }
            for (int i = 0; i < node.size(); i++) {
                look(at + "/" + i, node.get(i));
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(member -> look(at + "/" + member.getKey(), member.getValue()));
        } else if (node.isString()) {
            text(at, node.asString());
        }
    }

    private void text(String at, String text) {
        if (text.length() > LONGEST) {
            errors.add(new FieldError(at, "length", "不超过 " + LONGEST + " 个字符"));
        } else if (text.codePoints().anyMatch(Typed::isUnusable)) {
            errors.add(new FieldError(at, "characters", "含有不可用的字符"));
        }
    }

    private static boolean isUnusable(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                || Character.getType(c) == Character.SURROGATE;
    }
}
