package org.mingjia.rating;

import static org.jooq.impl.DSL.val;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.grading.AgencyYear;
import org.mingjia.grading.AgencyYear.Contract;
import org.mingjia.grading.AgencyYear.Finding;
import org.mingjia.grading.Formula;
import org.mingjia.grading.Means;
import org.mingjia.platform.Transactor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The lines that are frozen, and what is read out of them. */
final class Lines {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Lines() {}

    /** What stands first: which year and version, by what formula, and what stands where. */
    static String header(int year, int version, Formula formula) {
        ObjectNode header = JSON.createObjectNode();
        header.put("year", year).put("version", version);
        header.set("formula", JSON.valueToTree(formula));
        add(
                header.putArray("contractColumns"),
                "number",
                "category",
                "outcome",
                "endedOn",
                "deliveredOn",
                "deliverBy",
                "stars",
                "priceViolation");
        add(header.putArray("findingColumns"), "kind", "foundOn", "source", "ground");
        return JSON.writeValueAsString(header);
    }

    private static void add(ArrayNode to, String... names) {
        for (String name : names) {
            to.add(name);
        }
    }

    /** The formula of a header. */
    static Formula formula(String header) {
        return JSON.treeToValue(JSON.readTree(header).path("formula"), Formula.class);
    }

    static AgencyYear read(String line) {
        JsonNode node = JSON.readTree(line);
        var contracts = new ArrayList<Contract>();
        for (JsonNode c : node.path("contracts")) {
            contracts.add(
                    new Contract(
                            c.get(0).asString(),
                            c.get(1).asString(),
                            c.get(2).asString(),
                            c.get(3).asString(),
                            text(c.get(4)),
                            c.get(5).asString(),
                            number(c.get(6)),
                            c.get(7).asBoolean()));
        }
        var findings = new ArrayList<Finding>();
        for (JsonNode f : node.path("findings")) {
            findings.add(
                    new Finding(
                            f.get(0).asString(),
                            f.get(1).asString(),
                            text(f.get(2)),
                            f.get(3).asString()));
        }
        return new AgencyYear(
                node.path("uscc").asString(),
                node.path("admittedOn").asString(),
                number(node.path("supervision")),
                node.path("items").asInt(),
                node.path("priced").asInt(),
                contracts,
                findings);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.asString();
    }

    private static @Nullable Integer number(JsonNode node) {
        return node.isNull() ? null : (Integer) node.asInt();
    }

    /** The means as they are published: {@code [[category, stars, evaluations]]}. */
    static String means(Means means) {
        ArrayNode all = JSON.createArrayNode();
        means.categories()
                .forEach((category, tally) ->
                        all.addArray().add(category).add(tally.stars()).add(tally.evaluations()));
        return JSON.writeValueAsString(all);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    static String joined(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    /** A line of the inputs or of the results. */
    record Kept(String uscc, UUID agencyId, String line) {}

    /** All lines of a run that are kept in a table, a bounded number in memory at a time. */
    static Flux<List<Kept>> pages(Transactor transactor, String table, UUID run) {
        return page(transactor, table, run, "")
                .expand(page ->
                        page.size() < Snapshot.PAGE
                                ? Mono.empty()
                                : page(transactor, table, run, page.getLast().uscc()))
                .filter(page -> !page.isEmpty());
    }

    private static Mono<List<Kept>> page(
            Transactor transactor, String table, UUID run, String after) {
        return transactor
                .many(db ->
                        db.resultQuery(
                                "select uscc, agency_id, line from "
                                        + table
                                        + " where run_id = {0} and uscc > {1} order by uscc limit {2}",
                                val(run),
                                val(after),
                                val(Snapshot.PAGE)))
                .map(row ->
                        new Kept(
                                row.get(0, String.class),
                                row.get(1, UUID.class),
                                row.get(2, String.class)))
                .collectList();
    }
}
