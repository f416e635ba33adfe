package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The fictitious prices of the sample, each agency's list sent by the agency itself. A list is
 * published whole or not at all, so rows that are refused, as the law wants it, are left out and
 * told of.
 */
final class SamplePrices {

    private static final Pattern ROW = Pattern.compile("\"row\"\\s*:\\s*(\\d+)");
    private static final int REFUSED = 422;

    private final String header;
    private final List<String> rows;

    SamplePrices(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("agency_prices_sample.csv"));
            this.header = lines.getFirst();
            this.rows = lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends all lists; answers, for people, what came of them. */
    String publish(SampleAgencies agencies) {
        var published = new AtomicLong();
        var drafted = new AtomicLong();
        var refused = new AtomicLong();
        SampleAgencies.inParallel(
                agencies.agencies(),
                agency -> {
                    List<String> own =
                            rows.stream()
                                    .filter(row -> row.startsWith(agency.code() + ","))
                                    .toList();
                    var client = agencies.client(agency);
                    var answer = send(client, own);
                    if (answer.status() == REFUSED) {
                        List<String> lawful = without(own, broken(answer.body()));
                        refused.addAndGet(own.size() - lawful.size());
                        if (lawful.isEmpty()) {
                            return;
                        }
                        answer = send(client, lawful);
                    }
                    answer.orFail("the price list of " + agency.code());
                    published.addAndGet(answer.number("published"));
                    drafted.addAndGet(answer.number("drafted"));
                });
        return "sample prices: %d published, %d kept as drafts, %d refused by the rules"
                .formatted(published.get(), drafted.get(), refused.get());
    }

    private SampleClient.Answer send(SampleClient client, List<String> own) {
        String text = header + "\r\n" + String.join("\r\n", own) + "\r\n";
        return client.upload(
                "/api/price-list/imports",
                "prices.csv",
                "text/csv",
                text.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<Integer> broken(String problem) {
        return ROW.matcher(problem)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toSet());
    }

    /** The header is line 1 of the file. */
    private static List<String> without(List<String> own, Set<Integer> lines) {
        var kept = new ArrayList<String>();
        for (int i = 0; i < own.size(); i++) {
            if (!lines.contains(i + 2)) {
                kept.add(own.get(i));
            }
        }
        return kept;
    }
}
