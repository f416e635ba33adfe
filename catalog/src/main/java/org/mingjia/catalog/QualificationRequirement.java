package org.mingjia.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an item's text 资质要求 asks of an agency, as far as a program can tell. The text is the
 * source's own sentence: 或 separates ways to meet it, 、 and 及 what one way needs together, and a
 * part that names no kind that is known cannot be judged by a program. The scope that stands in
 * brackets 专业范围 is the operator's to look at.
 */
public final class QualificationRequirement {

    private static final Pattern BRACKETS = Pattern.compile("[(（]([^)）]*)[)）]");
    private static final Pattern WAYS = Pattern.compile("或");
    private static final Pattern PARTS = Pattern.compile("[、及;；,，]|和(?!治理)");
    private static final Pattern NEEDED_FOR_A_PART = Pattern.compile("须");

    private final boolean none;
    private final List<Way> ways;

    private QualificationRequirement(boolean none, List<Way> ways) {
        this.none = none;
        this.ways = List.copyOf(ways);
    }

    /** One way to meet it: all of these papers, and perhaps something that no program can judge. */
    private record Way(List<Asked> papers, boolean judged) {}

    private record Asked(QualificationKind kind, String level) {}

    /** How an agency's papers meet a requirement. */
    public sealed interface Verdict {

        /** Anybody may do the work. */
        record NoneRequired() implements Verdict {}

        /**
         * Papers of these kinds are asked for, and shown.
         *
         * @param kinds codes; the first is the one that the requirement names first
         */
        record Satisfied(List<String> kinds) implements Verdict {}

        /**
         * Other papers are asked for than are shown.
         *
         * @param kinds names of what is missing, one way after the other
         */
        record NotSatisfied(List<String> kinds) implements Verdict {}

        /** The requirement cannot be read by a program: a person has to look. */
        record NotCheckable() implements Verdict {}
    }

    /**
     * Reads a requirement.
     *
     * @param text the item's own words
     * @param kinds all kinds that are known
     */
    public static QualificationRequirement of(String text, Collection<QualificationKind> kinds) {
        String said = text.strip();
        String asked = said.startsWith("无") ? neededForAPart(said) : said;
        if (asked.isEmpty() || said.contains("可自行")) {
            return new QualificationRequirement(true, List.of());
        }
        var ways = new ArrayList<Way>();
        WAYS.splitAsStream(withoutBrackets(asked)).forEach(way -> ways.add(way(way, kinds)));
        return new QualificationRequirement(false, ways);
    }

    /** 无强制资质(监测须CMA): none for the whole, a paper for a part of the work. */
    private static String neededForAPart(String said) {
        var brackets = BRACKETS.matcher(said);
        while (brackets.find()) {
            String inside = brackets.group(1);
            if (NEEDED_FOR_A_PART.matcher(inside).find()) {
                return inside.substring(inside.indexOf('须') + 1) + "或另行委托";
            }
        }
        return "";
    }

    private static String withoutBrackets(String text) {
        return BRACKETS.matcher(text).replaceAll("");
    }

    private static Way way(String text, Collection<QualificationKind> kinds) {
        var papers = new LinkedHashSet<Asked>();
        boolean judged = true;
        for (String part : PARTS.splitAsStream(text).filter(p -> !p.isBlank()).toList()) {
            Optional<QualificationKind> kind = named(part, kinds);
            if (kind.isPresent()) {
                papers.add(new Asked(kind.get(), level(part, kind.get())));
            } else {
                judged = false;
            }
        }
        return new Way(List.copyOf(papers), judged);
    }

    /** The kind whose longest word the text holds: 食品检验机构资质认定 is not 检验检测机构资质认定. */
    private static Optional<QualificationKind> named(
            String text, Collection<QualificationKind> kinds) {
        return kinds.stream()
                .filter(kind -> longest(text, kind) > 0)
                .max(Comparator.comparingInt(kind -> longest(text, kind)));
    }

    private static int longest(String text, QualificationKind kind) {
        return kind.namedAs().stream()
                .filter(text::contains)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static String level(String text, QualificationKind kind) {
        return kind.levels().stream()
                .filter(text::contains)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /** Whether nothing is asked for. */
    public boolean isNone() {
        return none;
    }

    /** The kinds that it names, in all its ways. */
    public Set<String> kinds() {
        var codes = new LinkedHashSet<String>();
        ways.forEach(way -> way.papers().forEach(asked -> codes.add(asked.kind().code())));
        return codes;
    }

    /**
     * Judges papers.
     *
     * @param offered the levels of the papers shown, by code of their kind; an empty level where a
     *     paper states none
     */
    public Verdict judge(Map<String, ? extends Collection<String>> offered) {
        if (none) {
            return new Verdict.NoneRequired();
        }
        for (Way way : ways) {
            if (way.judged() && way.papers().stream().allMatch(asked -> shown(asked, offered))) {
                return new Verdict.Satisfied(
                        way.papers().stream().map(asked -> asked.kind().code()).toList());
            }
        }
        // a way that is not wholly readable may be met, unless what can be read of it is missing
        boolean open =
                ways.stream()
                        .anyMatch(way ->
                                !way.judged()
                                        && way.papers().stream()
                                                .allMatch(asked -> shown(asked, offered)));
        return open
                ? new Verdict.NotCheckable()
                : new Verdict.NotSatisfied(
                        ways.stream()
                                .flatMap(way -> way.papers().stream())
                                .filter(asked -> !shown(asked, offered))
                                .map(asked -> asked.kind().name() + asked.level())
                                .distinct()
                                .toList());
    }

    private static boolean shown(Asked asked, Map<String, ? extends Collection<String>> offered) {
        var levels = offered.get(asked.kind().code());
        return levels != null
                && levels.stream().anyMatch(level -> asked.kind().isEnough(level, asked.level()));
    }
}
