package org.mingjia.search;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** Documents and removals as lines of a bulk request. */
final class BulkBody {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int EXPECTED_BYTES_EACH = 2048;

    /** Days that no law's validity reaches. */
    private static final long ALWAYS = LocalDate.of(1, 1, 1).toEpochDay();

    private static final long FOR_EVER = LocalDate.of(9999, 12, 31).toEpochDay();

    private BulkBody() {}

    static byte[] index(List<OfferingDocument> documents) {
        var lines = new ByteArrayOutputStream(documents.size() * EXPECTED_BYTES_EACH);
        for (var document : documents) {
            line(lines, action("index", document.id(), document.version()));
            line(lines, source(document));
        }
        return lines.toByteArray();
    }

    static byte[] remove(List<Indexer.Removal> removals) {
        var lines = new ByteArrayOutputStream();
        removals.forEach(gone -> line(lines, action("delete", gone.id(), gone.version())));
        return lines.toByteArray();
    }

    private static Map<String, Object> action(String kind, String id, long version) {
        return Map.of(kind, Map.of("_id", id, "version", version, "version_type", "external_gte"));
    }

    /** The first six members are kept and shown; the rest is only searched. */
    private static Map<String, Object> source(OfferingDocument document) {
        var source = new LinkedHashMap<String, Object>();
        source.put("type", document.type().value());
        source.put("code", document.code());
        source.put("name", document.name());
        source.put("aliases", document.aliases());
        // a line break between members is legal JSON, but would end the line
        source.put("view", new RawValue(document.view().replace('\n', ' ').replace('\r', ' ')));

        if (!document.periods().isEmpty()) {
            source.put("periods", document.periods().stream().map(BulkBody::shown).toList());
            source.put("period", document.periods().stream().map(BulkBody::searched).toList());
        }

        source.put("codeKey", codeKeys(document.code()));
        source.put("titleKey", Words.plainText(document.name()));
        source.put("title", Words.plainText(document.name()));
        var aliases = document.aliases().stream().map(Words::plainText).distinct().toList();
        source.put(
                "aliasKey", document.type() == OfferingType.OFFER ? itemKeys(document) : aliases);
        source.put("alias", aliases);
        source.put("soundKey", SoundKeys.of(document.name(), document.aliases()));
        source.put("relatedSoundKey", relatedSoundKeys(document));
        source.put("related", related(document));
        source.put("details", details(document));

        putIfKnown(source, "kind", document.kind());
        source.put(
                "department",
                document.departments().stream()
                        .map(d -> FacetLabels.key(d.code(), d.name()))
                        .toList());
        source.put(
                "departmentCode",
                document.departments().stream().map(OfferingDocument.Department::code).toList());
        putIfKnown(source, "category", document.category());
        putIfKnown(source, "pricingMode", document.pricingMode());
        putIfKnown(source, "payer", document.payer());
        source.put("verified", document.verified());
        source.put("region", document.region());
        source.put(
                "onDays",
                document.type().onTheList()
                        ? List.of(days(document.validFrom(), document.validTo()))
                        : document.periods().stream()
                                .filter(Period::onTheMarket)
                                .map(period -> days(period.from(), period.to()))
                                .toList());
        source.put("tieHash", tieHash(document.type(), document.code()));
        return source;
    }

    /** What a hit of these days shows. */
    private static Map<String, Object> shown(Period period) {
        return Map.of(
                "from",
                day(period.from(), ALWAYS),
                "to",
                day(period.to(), FOR_EVER),
                "view",
                new RawValue(period.view().replace('\n', ' ').replace('\r', ' ')));
    }

    private static Map<String, Object> searched(Period period) {
        var searched = new LinkedHashMap<String, Object>();
        searched.put("days", days(period.from(), period.to()));
        searched.put("standing", period.standing());
        var places = period.places();
        searched.put(
                "region", places.stream().map(p -> FacetLabels.key(p.code(), p.name())).toList());
        searched.put(
                "servedCode",
                Stream.concat(places.stream().map(Period.Place::code), period.around().stream())
                        .toList());
        var levels = period.levels();
        searched.put(
                "level", levels.stream().map(l -> FacetLabels.key(l.code(), l.name())).toList());
        searched.put(
                "levelCode",
                levels.stream()
                        .flatMap(l ->
                                Stream.of(
                                        l.code(),
                                        l.code().substring(l.code().indexOf('/') + 1),
                                        l.code().split("/", 2)[0]))
                        .distinct()
                        .toList());
        searched.put("price", period.prices());
        return searched;
    }

    private static Map<String, Object> days(@Nullable LocalDate from, @Nullable LocalDate to) {
        return Map.of("gte", day(from, ALWAYS), "lt", day(to, FOR_EVER));
    }

    /** An offer is found by its item's code, after the item. */
    private static List<String> itemKeys(OfferingDocument offer) {
        return offer.related().stream()
                .flatMap(item ->
                        Stream.concat(
                                Stream.of(Words.plainText(item.code())),
                                codeKeys(item.code()).stream()))
                .distinct()
                .toList();
    }

    private static void putIfKnown(
            Map<String, Object> source, String name, @Nullable String value) {
        if (value != null) {
            source.put(name, value);
        }
    }

    /** A list code, and its tail without the leading letter, which people leave out. */
    private static List<String> codeKeys(String code) {
        String whole = Words.codeKey(code);
        int hyphen = code.indexOf('-');
        return hyphen < 0 || code.indexOf('/') >= 0
                ? List.of(whole)
                : List.of(whole, Words.codeKey(code.substring(hyphen)));
    }

    private static Set<String> relatedSoundKeys(OfferingDocument document) {
        var keys = new LinkedHashSet<String>();
        document.related()
                .forEach(other -> keys.addAll(SoundKeys.of(other.name(), other.aliases())));
        return keys;
    }

    private static List<String> related(OfferingDocument document) {
        var words = new ArrayList<String>();
        for (var other : document.related()) {
            words.add(Words.plainText(other.name()));
            other.aliases().forEach(alias -> words.add(Words.plainText(alias)));
        }
        return words.stream().distinct().toList();
    }

    private static List<String> details(OfferingDocument document) {
        var departments =
                document.departments().stream()
                        .flatMap(d ->
                                Stream.of(d.name(), Objects.requireNonNullElse(d.shortName(), "")));
        var others =
                Stream.of(
                                document.legalBasis(),
                                document.category(),
                                document.qualification(),
                                document.deliverable())
                        .filter(Objects::nonNull);
        return Stream.concat(others, departments)
                .map(Words::plainText)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private static long day(@Nullable LocalDate date, long otherwise) {
        return date == null ? otherwise : Math.clamp(date.toEpochDay(), ALWAYS, FOR_EVER);
    }

    /**
     * Fair and for ever the same: nobody chooses a code for its hash. At a tie what is on the list
     * stands before who serves, and an agency before its offers; among their like the hash alone
     * decides.
     */
    static int tieHash(OfferingType type, String code) {
        int hash = tieHash(code);
        return switch (type) {
            case ITEM, ACT -> hash | Integer.MIN_VALUE;
            case AGENCY -> hash & (Integer.MAX_VALUE >> 1);
            case OFFER -> (hash & (Integer.MAX_VALUE >> 1)) | 1 << 30;
        };
    }

    private static int tieHash(String code) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(code.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(Arrays.copyOf(hash, Integer.BYTES)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void line(ByteArrayOutputStream lines, Map<String, Object> value) {
        lines.writeBytes(JSON.writeValueAsBytes(value));
        lines.write('\n');
    }
}
