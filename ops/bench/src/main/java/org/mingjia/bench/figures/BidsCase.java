package org.mingjia.bench.figures;

import org.mingjia.bench.figures.Recordings.Statement;
import org.mingjia.bench.figures.SteadyLoad.Answer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sealed bids: as many as can be, beside pgbench with the same statements; a deadline with 500 of
 * them a second, as the worst minute of a whole country's platform has; and more than can be.
 */
final class BidsCase {
    private static final int AGENCIES = 800;
    private static final int REQUESTS = 40;
    private static final int PER_SECOND = 500;
    private static final int SECONDS = 60;
    private static final int LATE_SECONDS = 5;
    private static final int SCRIPTS = 8;
    private static final int TOO_MANY_PER_SECOND = 1_500;

    private static final String BEFORE_EACH = "\\set bidder random(1, 1000000000)\n";
    private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{64}");

    /** How the driver's log says that a value is bytes. */
    private static final Pattern BYTES = Pattern.compile("^\\[B@|Buffer");

    private BidsCase() {}

    static void measure(Sitting sitting, FigureOptions options, Report report) {
        if (sitting.number("select count(*) from agency") == 0) {
            report.step("making agencies");
            sitting.stopApi();
            SyntheticMarket.load(sitting, AGENCIES * SyntheticMarket.COUNTIES.size(), 1);
            sitting.settle();
        }
        var market = BidMarket.of(sitting, AGENCIES);
        report.step("%,d agencies have keys; publishing %d requests".formatted(market.agencies(), REQUESTS));
        sitting.startApi(Recordings.TALKING_DRIVER, Map.of());
        var places = market.publish(REQUESTS, Instant.now().plus(2, ChronoUnit.HOURS));
        var recorded =
                IntStream.range(0, SCRIPTS)
                        .mapToObj(n ->
                                Recordings.statements(
                                                sitting,
                                                () -> MarketClient.together(List.of(market.request(places, n))))
                                        .stream()
                                        .filter(BidsCase::ofBids)
                                        .map(statement -> anyBidder(statement, n))
                                        .toList())
                        .toList();
        report.step("a bid takes %d statements".formatted(recorded.getFirst().size()));
        sitting.startApi(List.of(), Map.of());

        ratio(sitting, options, report, market, places, recorded);
        burst(sitting, report, market);
        tooMany(report, market, places);
    }

    private static void ratio(
            Sitting sitting,
            FigureOptions options,
            Report report,
            BidMarket market,
            List<String> places,
            List<List<Statement>> recorded) {
        var stack = sitting.stack();
        var bids =
                IntStream.range(0, AGENCIES * REQUESTS).mapToObj(n -> market.bid(places, n)).toList();
        var results =
                report.comparison(
                        "bids",
                        Arm.compare(
                                options.rounds(),
                                options.seconds(),
                                List.of(
                                        new Arm(
                                                "POST …/bids",
                                                Map.of(
                                                        "api", sitting.api().pid(),
                                                        "pg", stack.postgresPid()),
                                                Wrk.of(sitting.api().url(), sitting.work(), "bids", bids)),
                                        new Arm(
                                                "pgbench, same SQL",
                                                Map.of("pg", stack.postgresPid()),
                                                Pgbench.scripts(
                                                        stack,
                                                        sitting.work(),
                                                        "bids",
                                                        BEFORE_EACH,
                                                        recorded)))));
        var mine = results.getFirst();
        var raw = results.getLast();
        report.add(
                Figure.atLeast(
                        "bids : pgbench with the same SQL",
                        mine.perSecond() / raw.perSecond(),
                        "×",
                        0.4,
                        "%.0f of %.0f /s; cpu %s of %s"
                                .formatted(
                                        mine.perSecond(),
                                        raw.perSecond(),
                                        Report.cpu(mine),
                                        Report.cpu(raw))));
    }

    /** What the service does by itself meanwhile is not part of a bid. */
    private static boolean ofBids(Statement statement) {
        return Pattern.compile("access_key|lot_for_bidder|sealed_bid").matcher(statement.sql()).find()
                && !statement.values().isEmpty();
    }

    /** Every bid is another bidder's, as a turn can be taken once; bytes and nothing are said in words. */
    private static Statement anyBidder(Statement statement, int agency) {
        String sql = statement.sql();
        var values = statement.values();
        for (int n = values.size(); n >= 1; n--) {
            String instead = instead(sql, values.get(n - 1), agency);
            if (instead != null) {
                sql = sql.replaceAll("\\$" + n + "(?!\\d)", Matcher.quoteReplacement(instead));
            }
        }
        return new Statement(sql, values);
    }

    private static @Nullable String instead(String sql, String value, int agency) {
        if (PSEUDONYM.matcher(value).matches()) {
            return "(md5(:bidder::text) || md5(:bidder::text))";
        }
        if (BYTES.matcher(value).find()) {
            return sql.contains("access_key")
                    ? "sha256('" + BidMarket.key(agency) + "'::bytea)"
                    : "decode(repeat('5a', 1072), 'hex')";
        }
        return value.equals(Recordings.NULL) ? "null" : null;
    }

    private static void burst(Sitting sitting, Report report, BidMarket market) {
        var deadline = Instant.now().plus(150, ChronoUnit.SECONDS).truncatedTo(ChronoUnit.MILLIS);
        var places = market.publish(REQUESTS, deadline);
        var start = deadline.minusSeconds(SECONDS - LATE_SECONDS);
        report.step("waiting for the last minute");
        LockSupport.parkNanos(Math.max(0, Duration.between(Instant.now(), start).toNanos()));
        var answers =
                new SteadyLoad(n -> market.request(places, n), PER_SECOND).fire(PER_SECOND * SECONDS);
        report.step("answers by status: " + byStatus(answers));
        report.add(
                Figure.atMost(
                        "bids: p99 of 500/s up to a deadline",
                        SteadyLoad.percentile(answers, 99),
                        "ms",
                        250,
                        "%,d in %d s; p50 %.1f ms; receipts p50 %.0f, p99 %.0f ms; by status %s"
                                .formatted(
                                        answers.size(),
                                        SECONDS,
                                        SteadyLoad.percentile(answers, 50),
                                        SteadyLoad.percentile(of(answers, 201), 50),
                                        SteadyLoad.percentile(of(answers, 201), 99),
                                        byStatus(answers))));

        var receipts =
                of(answers, 201).stream()
                        .map(answer -> JsonMapper.shared().readTree(answer.body()).path("bidId").asString())
                        .collect(Collectors.toCollection(HashSet::new));
        String numbers =
                places.stream()
                        .map(place -> "'" + place.split("/", -1)[3] + "'")
                        .collect(Collectors.joining(","));
        var kept =
                new HashSet<>(
                        sitting.column(
                                "select b.id from sealed_bid b join service_request r on r.id = b.request_id where r.number in (%s)"
                                        .formatted(numbers)));
        long wrong =
                receipts.stream().filter(id -> !kept.contains(id)).count()
                        + kept.stream().filter(id -> !receipts.contains(id)).count();
        long late =
                sitting.number(
                        "select count(*) from sealed_bid b join service_request r on r.id = b.request_id where b.received_at >= r.closes_at");
        report.add(
                Figure.atMost(
                        "bids: receipts without a bid, bids without a receipt, late ones",
                        (double) (wrong + late),
                        "",
                        0,
                        "%,d receipts, %,d bids".formatted(receipts.size(), kept.size())));
        report.step("waiting until all of them are opened");
        long opening = System.nanoTime();
        String opened =
                "select count(*) from opened_bid b join service_request r on r.id = b.request_id where r.number in (%s)"
                        .formatted(numbers);
        while (sitting.number(opened) < kept.size() && Sitting.seconds(opening) < 600) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        report.add(
                Figure.atMost(
                        "bids: sealed ones that were not opened",
                        (double) (kept.size() - sitting.number(opened)),
                        "",
                        0,
                        "all of them %.0f s after the last answer".formatted(Sitting.seconds(opening))));
    }

    private static void tooMany(Report report, BidMarket market, List<String> places) {
        var answers =
                new SteadyLoad(n -> market.request(places, n), TOO_MANY_PER_SECOND)
                        .fire(TOO_MANY_PER_SECOND * 10);
        report.add(
                Figure.atMost(
                        "bids: p99 of a 503 at 1,500/s",
                        SteadyLoad.percentile(of(answers, 503), 99),
                        "ms",
                        250,
                        "all answers: p99 %.0f ms; by status %s"
                                .formatted(SteadyLoad.percentile(answers, 99), byStatus(answers))));
    }

    private static List<Answer> of(List<Answer> answers, int status) {
        return answers.stream().filter(answer -> answer.status() == status).toList();
    }

    private static Map<Integer, Long> byStatus(List<Answer> answers) {
        return new TreeMap<>(
                answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting())));
    }
}
