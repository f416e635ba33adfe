package org.mingjia.intake;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The temporary table in which the rows of one kind wait, and how statements speak of it: {@code s}
 * is a staged row, {@code t} a version in the register.
 */
record Stage(Kind kind) {

    String name() {
        return "stage_" + kind.table();
    }

    /** The key's columns behind a prefix. */
    String keys(String prefix) {
        return kind.key().stream().map(column -> prefix + column).collect(Collectors.joining(", "));
    }

    /** Both rows are of the same thing. */
    String sameKey() {
        return kind.key().stream()
                .map(column -> "t." + column + " = s." + column)
                .collect(Collectors.joining(" and "));
    }

    /** The rows do not say the same. */
    String differs() {
        return "row(" + columns("t.") + ") is distinct from row(" + columns("s.") + ")";
    }

    /** All columns of the kind's table behind a prefix, without those that make a row a version. */
    String columns(String prefix) {
        List<String> columns = kind.stored();
        return columns.stream().map(column -> prefix + column).collect(Collectors.joining(", "));
    }
}
