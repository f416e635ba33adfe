package org.mingjia.ops.stack;

import static org.mingjia.ops.stack.SampleClient.quoted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fictitious agencies of the sample, which come onto the market the way that real ones do: they
 * register, hand in their papers, apply, and the operator admits them.
 */
final class SampleAgencies {

    /** The agency that the demo account {@code jigou} acts for. */
    static final String DEMO_AGENCY = "AG-002";

    private static final int AT_ONCE = 2;

    private final URI api;
    private final List<Agency> agencies;
    private final StackPasswords passwords;
    private final SampleClient operator;
    private final Map<String, SampleClient> clients = new LinkedHashMap<>();

    SampleAgencies(URI api, Path folder, StackPasswords passwords) {
        this.api = api;
        this.passwords = passwords;
        this.operator = new SampleClient(api);
        this.agencies = read(folder.resolve("agencies_sample.csv"));
    }

    /** A row of the sample; it has no quoted cells. */
    record Agency(
            String code,
            String name,
            String uscc,
            String region,
            String establishedOn,
            String capitalFen,
            List<String> papers,
            List<String> items,
            List<String> regions,
            String status) {

        boolean isPending() {
            return status.equals("pending");
        }
    }

    private static List<Agency> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> Arrays.asList(line.split(",", -1)))
                    .map(cells ->
                            new Agency(
                                    cells.get(0),
                                    cells.get(1),
                                    cells.get(2),
                                    cells.get(3),
                                    cells.get(4),
                                    cells.get(5),
                                    list(cells.get(6)),
                                    list(cells.get(7)),
                                    list(cells.get(8)),
                                    cells.get(9)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> list(String cell) {
        return List.of(cell.split(";"));
    }

    /** How many agencies can be seen by everyone. */
    static long admittedAt(URI api) {
        return new SampleClient(api)
                .get("/api/agencies?limit=1")
                .orFail("the directory")
                .number("total");
    }

    /** All agencies of the sample, in the order of the file. */
    List<Agency> agencies() {
        return agencies;
    }

    /** The agency's own session; it is registered already. */
    SampleClient client(Agency agency) {
        SampleClient client = clients.get(agency.code());
        if (client == null) {
            throw new StackFailure(agency.code() + " has not registered");
        }
        return client;
    }

    /** Registers all of them and hands in what they say of themselves. */
    void apply() {
        operator.signIn(ApiProcess.OPERATOR, passwords.operator());
        agencies.forEach(agency -> clients.put(agency.code(), new SampleClient(api)));
        inParallel(agencies, this::apply);
    }

    private void apply(Agency agency) {
        boolean demo = agency.code().equals(DEMO_AGENCY);
        String username =
                demo ? DemoAccounts.AGENCY : agency.code().toLowerCase(java.util.Locale.ROOT);
        String password = demo ? passwords.agency() : passwords.sample();
        var client =
                client(agency)
                        .register(
                                """
                                {"username":%s,"password":%s,"displayName":%s,"role":"agency",
                                 "organisation":{"kind":"legal_person","uscc":%s,"name":%s,"regionCode":%s}}\
                                """
                                        .formatted(
                                                quoted(username),
                                                quoted(password),
                                                quoted("示例经办人"),
                                                quoted(agency.uscc()),
                                                quoted(agency.name()),
                                                quoted(agency.region())),
                                username,
                                password);
        var held = client.get("/api/agency-application").orFail("the application of " + username);
        if (held.text("status").equals("draft")) {
            client.put(
                            "/api/agency-application",
                            application(agency, client),
                            String.valueOf(held.eTag()))
                    .orFail("saving the application of " + agency.code());
            client.post("/api/agency-application/submissions", "{}")
                    .orFail("the application of " + agency.code());
        }
    }

    private static String application(Agency agency, SampleClient client) {
        var papers = new ArrayList<String>();
        int number = 0;
        for (var paper : SamplePapers.of(agency.papers(), agency.items())) {
            String code = "SAMPLE-" + agency.code() + "-" + ++number;
            String file =
                    client.upload(
                                    "/api/files",
                                    code + ".pdf",
                                    "application/pdf",
                                    SamplePapers.scan(code))
                            .orFail("a paper of " + agency.code())
                            .text("id");
            papers.add(
                    """
                    {"kind":%s,"level":%s,"number":%s,"issuer":"示例发证机关（虚构）","validFrom":"2025-01-01","validTo":%s,"fileId":%s}\
                    """
                            .formatted(
                                    quoted(paper.kind()),
                                    orNull(paper.level()),
                                    quoted(code),
                                    quoted(lastDay(agency, paper).toString()),
                                    quoted(file)));
        }
        return """
        {"profile":{"legalRepresentative":"示例法人","establishedOn":%s,"registeredCapitalFen":%s,
          "address":"示例地址（虚构）","phone":"0743-0000000","introduction":"虚构的示例机构，不对应任何真实单位。","promise":true},
         "qualifications":[%s],
         "practitioners":[{"name":"示例负责人","certificateKind":"执业资格证书","certificateNumber":%s,"lead":true,"validFrom":"2025-01-01"}],
         "regionCodes":[%s],"items":[%s],
         "affiliates":[{"kind":"legal_representative","name":"示例法人"}]}\
        """
                .formatted(
                        quoted(agency.establishedOn()),
                        agency.capitalFen(),
                        String.join(",", papers),
                        quoted("SAMPLE-P-" + agency.code()),
                        agency.regions().stream()
                                .map(SampleClient::quoted)
                                .collect(Collectors.joining(",")),
                        agency.items().stream()
                                .map(item -> "{\"itemCode\":" + quoted(item) + "}")
                                .collect(Collectors.joining(",")));
    }

    /** One paper of the demo agency runs out soon, so that its task list has something to say. */
    private static LocalDate lastDay(Agency agency, SamplePapers.Paper paper) {
        LocalDate today = LocalDate.now(ZoneOffset.ofHours(8));
        return agency.code().equals(DEMO_AGENCY) && paper.kind().equals("EIA-ENGINEERS")
                ? today.plusDays(20)
                : today.plusYears(3);
    }

    private static String orNull(@Nullable String text) {
        return text == null ? "null" : quoted(text);
    }

    /** The operator admits all that the sample knows as admitted, in one batch. */
    void admit() {
        var decisions = new ArrayList<String>();
        for (Agency agency : agencies) {
            var held = client(agency).get("/api/agency-application").orFail(agency.code());
            if (!agency.isPending() && held.text("status").equals("applied")) {
                decisions.add(
                        "{\"uscc\":%s,\"version\":%s,\"outcome\":\"admit\"}"
                                .formatted(quoted(agency.uscc()), held.number("version")));
            }
        }
        if (!decisions.isEmpty()) {
            operator.post(
                            "/api/agency-application-decisions",
                            "{\"decisions\":[" + String.join(",", decisions) + "]}")
                    .orFail("the admission of the sample's agencies");
        }
    }

    /** Warnings, suspensions and exits, as the sample knows them; after the prices. */
    void sanction() {
        for (Agency agency : agencies) {
            String address = "/api/agencies/" + agency.uscc();
            switch (agency.status()) {
                case "warned" ->
                        operator.post(
                                        address + "/sanctions",
                                        "{\"kind\":\"warning\",\"ground\":\"示例：未按约定期限提交成果（虚构）\",\"document\":\"示例文号〔2026〕1号（虚构）\"}")
                                .orFail("the warning of " + agency.code());
                case "suspended" ->
                        operator.post(
                                        address + "/sanctions",
                                        "{\"kind\":\"suspension\",\"ground\":\"示例：收费高于公布价格（虚构）\",\"document\":\"示例文号〔2026〕2号（虚构）\",\"to\":\"%s\"}"
                                                .formatted(
                                                        LocalDate.now(ZoneOffset.ofHours(8))
                                                                .plusDays(90)))
                                .orFail("the suspension of " + agency.code());
                case "exited" ->
                        client(agency)
                                .post(address + "/exits", "{\"reason\":\"示例：业务调整（虚构）\"}")
                                .orFail("the exit of " + agency.code());
                default -> {
                    // active, or still waiting for its admission
                }
            }
        }
    }

    /**
     * Two at a time: a registration costs a password's hash, and the machine has few processors.
     */
    static <T> void inParallel(List<T> all, Consumer<T> work) {
        try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
            var running = all.stream().map(one -> workers.submit(() -> work.accept(one))).toList();
            for (var each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof StackFailure known
                    ? known
                    : new StackFailure(String.valueOf(e.getCause()), e);
        }
    }
}
