package org.mingjia.sheets;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the cells of a column may say, and what becomes of them. */
public final class Cells {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,12})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\r\\t]]");

    private Cells() {}

    /** Turns the text of a cell that is not blank into what the database keeps. */
    @FunctionalInterface
    public interface Meaning {
        Object of(String text) throws Unfit;
    }

    /** The cell breaks the rule of its column. */
    public static final class Unfit extends Exception {

        private static final long serialVersionUID = 1L;

        private final String rule;

        public Unfit(String rule, String detail) {
            super(detail, null, false, false);
            this.rule = rule;
        }

        public String rule() {
            return rule;
        }

        public String detail() {
            return String.valueOf(getMessage());
        }
    }

    public static Meaning text(int longest) {
        return cell -> {
            if (cell.codePointCount(0, cell.length()) > longest) {
                throw new Unfit("too-long", "不超过 " + longest + " 个字符");
            }
            if (CONTROL.matcher(cell).find()) {
                throw new Unfit("control-character", "含有控制字符");
            }
            return cell;
        };
    }

    public static Meaning code(String pattern, String example) {
        Pattern shape = Pattern.compile(pattern);
        return cell -> {
            if (!shape.matcher(cell).matches()) {
                throw new Unfit("format", "“" + shortened(cell) + "” 不合格式，应如 " + example);
            }
            return cell;
        };
    }

    public static Meaning oneOf(String... values) {
        Set<String> known = Set.of(values);
        return cell -> {
            if (!known.contains(cell)) {
                throw new Unfit(
                        "one-of", "“" + shortened(cell) + "” 不在可用值内：" + String.join("、", values));
            }
            return cell;
        };
    }

    public static Meaning yesNo() {
        return cell ->
                switch (cell) {
                    case "yes", "true", "是" -> true;
                    case "no", "false", "否" -> false;
                    default -> throw new Unfit("one-of", "应为 yes 或 no");
                };
    }

    public static Meaning decimal() {
        return cell -> {
            if (!DECIMAL.matcher(cell).matches()) {
                throw new Unfit("decimal", "“" + shortened(cell) + "” 不是非负十进制数（半角，至多 12 位小数）");
            }
            return new BigDecimal(cell);
        };
    }

    public static Meaning whole(long least, long most) {
        return cell -> {
            if (!WHOLE.matcher(cell).matches()) {
                throw new Unfit("whole-number", "“" + shortened(cell) + "” 不是非负整数");
            }
            long number = Long.parseLong(cell);
            if (number < least || number > most) {
                throw new Unfit("range", "应在 " + least + " 至 " + most + " 之间");
            }
            return number;
        };
    }

    public static Meaning date() {
        return cell -> {
            try {
                LocalDate day = LocalDate.parse(cell);
                if (day.getYear() < 1949 || day.getYear() > 2200) {
                    throw new Unfit("date", "日期应在 1949 至 2200 年之间");
                }
                return day.toString();
            } catch (DateTimeParseException _) {
                throw new Unfit("date", "“" + shortened(cell) + "” 不是日期，应为 YYYY-MM-DD");
            }
        };
    }

    /** A list with {@code ;} between its members. */
    public static Meaning list(Meaning member) {
        return cell -> {
            List<String> members =
                    Arrays.stream(cell.split("[;；]"))
                            .map(String::strip)
                            .filter(m -> !m.isEmpty())
                            .toList();
            for (String one : members) {
                member.of(one);
            }
            if (Set.copyOf(members).size() < members.size()) {
                throw new Unfit("duplicate", "列表中有重复的成员");
            }
            return members;
        };
    }

    private static String shortened(String cell) {
        return cell.length() <= 60 ? cell : cell.substring(0, 60) + "…";
    }
}
