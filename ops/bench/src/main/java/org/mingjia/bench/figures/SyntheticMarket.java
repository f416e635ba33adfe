package org.mingjia.bench.figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.mingjia.catalog.Uscc;
import org.mingjia.catalog.UsccRefused;

/** Agencies by the thousand, each of which offers the same items. The same numbers give the same. */
final class SyntheticMarket {
    private static final long SEED = 20261127;
    private static final int OTHERS = 1_000_000;
    private static final String BODY = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final String BODY_CHECKS = "0123456789X";

    /** The prefecture's counties, where the agencies are. */
    static final List<String> COUNTIES =
            List.of("433101", "433122", "433123", "433124", "433125", "433126", "433127", "433130");

    private SyntheticMarket() {}

    /** Puts them on the market, in one transaction; returns the codes of the items. */
    static List<String> load(Sitting sitting, int agencies, int items) {
        try (var connection = sitting.connect()) {
            connection.setAutoCommit(false);
            agencies(connection, 0, agencies);
            var codes = new ArrayList<String>();
            try (var statement = connection.createStatement()) {
                statement.execute(script("market.sql").replace("${items}", Integer.toString(items)));
                try (var rows =
                        statement.executeQuery("select code from market_item order by code")) {
                    while (rows.next()) {
                        codes.add(rows.getString(1));
                    }
                }
            }
            connection.commit();
            return codes;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts others on the market, with a year of contracts behind them, in one transaction. */
    static void loadYear(Sitting sitting, int agencies) {
        try (var connection = sitting.connect()) {
            connection.setAutoCommit(false);
            agencies(connection, OTHERS, agencies);
            try (var statement = connection.createStatement()) {
                statement.execute(script("rating.sql"));
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String script(String name) {
        try (var script = SyntheticMarket.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void agencies(Connection connection, int from, int agencies)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "create temporary table market_agency (number int, uscc text, name text, region_code text)");
        }
        try (var insert =
                connection.prepareStatement("insert into market_agency values (?, ?, ?, ?)")) {
            for (int n = 0; n < agencies; n++) {
                insert.setInt(1, n);
                insert.setString(2, uscc(from + n));
                insert.setString(3, "湘西第" + n + "工程咨询有限公司");
                insert.setString(4, COUNTIES.get(n % COUNTIES.size()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** A code with its check digits, which are found by trying. */
    static String uscc(int number) {
        var random = new Random(SEED + number);
        var start = new StringBuilder("91433100M");
        for (int i = 0; i < 7; i++) {
            start.append(BODY.charAt(random.nextInt(BODY.length())));
        }
        for (int body = 0; body < BODY_CHECKS.length(); body++) {
            for (int last = 0; last < BODY.length(); last++) {
                try {
                    return new Uscc(start.toString() + BODY_CHECKS.charAt(body) + BODY.charAt(last))
                            .code();
                } catch (UsccRefused another) {
                    // the next two characters are tried
                }
            }
        }
        throw new IllegalStateException("no check digits fit " + start);
    }
}
