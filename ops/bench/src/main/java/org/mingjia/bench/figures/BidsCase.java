package org.mingjia.bench.figures;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.mingjia.ops.stack.ApiProcess;

/**
 * The last minute before a deadline: bids at a fixed rate, each checked, sealed, received and signed for.
 * What got a receipt has to be there, once; who is sent away has to be sent away at once.
 */
final class BidsCase {
    private static final int AGENCIES = 800;
    private static final int REQUESTS = 40;
    private static final int MINUTE = 60;
    private static final String COUNTY = "433101";
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern NUMBER = Pattern.compile("\"number\":\"([^\"]+)\"");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Keys of the benches' own: no page issues so many. */
    private static final String PEOPLE =
            """
            insert into account (username, display_name)
            select 'bench' || row_number() over (order by o.uscc), '经办人' from organisation o where o.name like '湘西第%';
            insert into organisation (kind, uscc, name, region_code)
            values ('legal_person', '91433101DEQ000011W', '示例青山建设投资有限公司', '433101') on conflict do nothing;
            insert into account (username, display_name) values ('bench-owner', '经办人') on conflict do nothing;
            insert into capacity (account_id, role, organisation_id, granted_by)
            select a.id, 'enterprise', o.id, 'ops/bench' from account a, organisation o
             where a.username = 'bench-owner' and o.uscc = '91433101DEQ000011W';
            insert into capacity (account_id, role, organisation_id, granted_by)
            select a.id, 'agency', o.id, 'ops/bench'
              from (select id, uscc, 'bench' || row_number() over (order by uscc) as username
                      from organisation where name like '湘西第%') o
              join account a on a.username = o.username;
            insert into access_key (secret_hash, capacity_id, name, scopes, created_by)
            select sha256(convert_to('mjk_' || a.username, 'UTF8')), c.id, 'ops/bench', '{bids:write,requests:write,read}', 'ops/bench'
              from capacity c join account a on a.id = c.account_id where c.granted_by = 'ops/bench'
            """;

    /** An item that a third of the agencies sell by the piece, and an act that needs it. */
    private static final String ITEM =
            """
            select i.code || ' ' || l.act_code from service_item i
              join act_item l on l.item_code = i.code and l.valid @> market_today()
             where i.valid @> market_today() and i.payer <> 'government'
               and exists (select from price_entry p where p.item_code = i.code and p.form = 'fixed' and p.region_code = '433101')
             order by 1 limit 1
            """;

    private static final String SELLERS =
            """
            select 'mjk_' || a.username from price_entry p
              join capacity c on c.organisation_id = p.agency_id and c.granted_by = 'ops/bench'
              join account a on a.id = c.account_id
             where p.item_code = '%s' and p.region_code = '433101' and p.form = 'fixed'
             order by 1
            """;

    private BidsCase() {}

    static void measure(Sitting sitting, FigureOptions options, Report report) {
        sitting.stopApi();
        SyntheticMarket.load(sitting, AGENCIES, 10);
        sitting.sql(PEOPLE);
        sitting.settle();
        sitting.startApi(List.of("-Xmx384m"), Map.of());
        var bids = bids(sitting, report);
        report.step("warming with %,d bidders".formatted(bids.size()));
        for (int rate : List.of(50, 100, 200)) {
            run(bids, rate, options.seconds());
        }
        for (int rate : List.of(100, 200, 500)) {
            long before = sitting.number("select count(*) from sealed_bid");
            var said = run(bids, rate, MINUTE);
            long kept = sitting.number("select count(*) from sealed_bid") - before;
            report.step("%d bids/s for a minute: %s".formatted(rate, said.answers()));
            report.add(
                    Figure.atMost(
                            "bids: p99 of receipts at %d bids/s".formatted(rate),
                            said.p99(201),
                            "ms",
                            250,
                            "p50 %.0f ms; answers by status %s; p99 of those sent away %.0f ms; kept − receipts = %d"
                                    .formatted(
                                            said.p50(201),
                                            said.answers(),
                                            said.p99(503),
                                            kept - said.count(201))));
        }
        report.add(
                Figure.atMost(
                        "bids: received after the deadline",
                        sitting.number(
                                "select count(*) from sealed_bid s join service_request r on r.id = s.request_id where s.received_at >= r.closes_at"),
                        "",
                        0,
                        ""));
    }

    private static List<HttpRequest> bids(Sitting sitting, Report report) {
        String[] need = sitting.column(ITEM).getFirst().split(" ");
        var sellers = sitting.column(SELLERS.formatted(need[0]));
        report.step("publishing %d requests for %s, %d sellers".formatted(REQUESTS, need[0], sellers.size()));
        terms(sitting);
        var bids = new ArrayList<HttpRequest>();
        for (int n = 0; n < REQUESTS; n++) {
            String number = publish(sitting, need[0], need[1]);
            for (String key : sellers) {
                bids.add(
                        post(sitting, "/api/notices/" + number + "/lots/1/bids", key)
                                .POST(BodyPublishers.ofString("{\"amountFen\":90000}"))
                                .build());
            }
        }
        java.util.Collections.shuffle(bids, new java.util.Random(20261128));
        return bids;
    }

    private static HttpRequest.Builder post(Sitting sitting, String path, String key) {
        return HttpRequest.newBuilder(sitting.api().url().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key);
    }

    private static void terms(Sitting sitting) {
        send(
                HttpRequest.newBuilder(
                                sitting.api()
                                        .url()
                                        .resolve(
                                                "/api/tender-terms/" + COUNTY + "/lowest_price/social"))
                        .header("Content-Type", "application/json")
                        .header(
                                "Authorization",
                                "Basic "
                                        + java.util.Base64.getEncoder()
                                                .encodeToString(
                                                        (ApiProcess.OPERATOR
                                                                        + ":"
                                                                        + sitting.stack()
                                                                                .operatorPassword())
                                                                .getBytes(
                                                                        java.nio.charset
                                                                                .StandardCharsets
                                                                                .UTF_8)))
                        .PUT(
                                BodyPublishers.ofString(
                                        """
                                        {"allowed":true,"noticeDays":0,"minimumBids":2,"extensionDays":0,"choiceDays":1,
                                         "publicityDays":0,"reviewRequired":false,"closesOnWorkingDays":false}
                                        """)));
    }

    private static String publish(Sitting sitting, String item, String act) {
        String closes = java.time.OffsetDateTime.now().plusHours(6).toString();
        String draft =
                send(
                        post(sitting, "/api/requests", "mjk_bench-owner")
                                .POST(
                                        BodyPublishers.ofString(
                                                """
                                                {"title":"试验采购","regionCode":"%s","projectName":"试验项目","actCode":"%s","funds":"social",
                                                 "method":{"code":"lowest_price"},"lots":[{"itemCode":"%s","budgetFen":100000000}],
                                                 "serviceDays":20,"declared":true,"description":"按通常的要求完成并出具报告。","closesAt":"%s"}
                                                """
                                                        .formatted(COUNTY, act, item, closes))));
        String published =
                send(
                        post(
                                        sitting,
                                        "/api/requests/" + first(ID, draft) + "/submissions",
                                        "mjk_bench-owner")
                                .header("If-Match", "\"1\"")
                                .POST(BodyPublishers.noBody()));
        return first(NUMBER, published);
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException(text);
        }
        return found.group(1);
    }

    private static String send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Times in ms, from the moment at which each was due, by status. */
    private record Said(Map<Integer, double[]> millis) {
        Map<Integer, Integer> answers() {
            var answers = new TreeMap<Integer, Integer>();
            millis.forEach((status, times) -> answers.put(status, times.length));
            return answers;
        }

        long count(int status) {
            return millis.getOrDefault(status, new double[0]).length;
        }

        double p50(int status) {
            return at(status, 50);
        }

        double p99(int status) {
            return at(status, 99);
        }

        private double at(int status, int percent) {
            double[] times = millis.getOrDefault(status, new double[0]);
            return times.length == 0 ? 0 : times[(times.length - 1) * percent / 100];
        }
    }

    private static Said run(List<HttpRequest> bids, int perSecond, int seconds) {
        var seen = new ConcurrentHashMap<Integer, List<Double>>();
        var sent = new ArrayList<CompletableFuture<?>>();
        long start = System.nanoTime();
        for (int i = 0; i < perSecond * seconds; i++) {
            long due = start + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            sent.add(
                    HTTP.sendAsync(bids.get(i % bids.size()), BodyHandlers.ofByteArray())
                            .handle(
                                    (answer, failure) ->
                                            seen.computeIfAbsent(
                                                            failure == null ? answer.statusCode() : 0,
                                                            _ ->
                                                                    java.util.Collections
                                                                            .synchronizedList(
                                                                                    new ArrayList<>()))
                                                    .add((System.nanoTime() - due) / 1e6)));
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
        var millis = new TreeMap<Integer, double[]>();
        seen.forEach((status, times) -> {
            double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(sorted);
            millis.put(status, sorted);
        });
        return new Said(millis);
    }
}
