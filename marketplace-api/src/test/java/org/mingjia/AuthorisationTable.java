package org.mingjia;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mingjia.platform.Actor.Role;
import org.springframework.http.HttpMethod;

/** The lines of {@code authorisation.txt}. */
final class AuthorisationTable {

    private static final String FILE = "/authorisation.txt";
    private static final int CELLS = 8;

    private AuthorisationTable() {}

    /**
     * One line.
     *
     * @param nobody status for who shows no credentials
     * @param statuses status by role
     * @param anothers a status, {@code own} or {@code -}
     * @param key a scope, {@code person} or {@code public}
     */
    record Line(
            HttpMethod method,
            String path,
            int nobody,
            Map<Role, Integer> statuses,
            String anothers,
            String key) {

        static Line of(String text) {
            String[] cells = text.split("\\|", -1);
            if (cells.length != CELLS) {
                throw new IllegalArgumentException(text);
            }
            String[] route = cells[0].strip().split("\\s+", -1);
            var statuses = new EnumMap<Role, Integer>(Role.class);
            statuses.put(Role.ENTERPRISE, number(cells[2]));
            statuses.put(Role.AGENCY, number(cells[3]));
            statuses.put(Role.OPERATOR, number(cells[4]));
            statuses.put(Role.REGULATOR, number(cells[5]));
            return new Line(
                    HttpMethod.valueOf(route[0]),
                    route[1],
                    number(cells[1]),
                    statuses,
                    cells[6].strip(),
                    cells[7].strip());
        }

        private static int number(String cell) {
            return Integer.parseInt(cell.strip());
        }

        String route() {
            return method + " " + path;
        }

        boolean isPublic() {
            return key.equals("public");
        }

        boolean isUnsafe() {
            return !method.equals(HttpMethod.GET);
        }

        /** The roles that may, those with things of their own first. */
        List<Role> right() {
            return Stream.of(Role.AGENCY, Role.ENTERPRISE, Role.OPERATOR, Role.REGULATOR)
                    .filter(role -> statuses.get(role) < 300)
                    .toList();
        }

        /** Whose things a request names when somebody asks who may not. */
        Role owner() {
            return right().stream().findFirst().orElse(Role.AGENCY);
        }

        @Override
        public String toString() {
            return route();
        }
    }

    static List<Line> lines() {
        try (var in = AuthorisationTable.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a table: routes without a line, lines without a route, lines twice. */
    static List<String> differences(Collection<String> served, List<Line> table) {
        var wrong = new ArrayList<String>();
        var known = new TreeSet<String>();
        for (Line line : table) {
            if (!known.add(line.route())) {
                wrong.add("twice in the table: " + line);
            }
        }
        served.stream()
                .filter(route -> !known.contains(route))
                .forEach(route -> wrong.add("not in the table: " + route));
        known.stream()
                .filter(route -> !served.contains(route))
                .forEach(route -> wrong.add("served by nobody: " + route));
        return wrong;
    }
}
