package org.mingjia.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mapping and analysis of the index, from {@code indices/offering.json}.
 *
 * @param version the mapping's {@code _meta.version}, part of index names
 * @param fingerprint what the definition says, to notice an index made from another one
 */
record IndexDefinition(int version, String fingerprint, JsonNode definition) {
    /** Under which name an index's {@code _meta} keeps what it was made from. */
    static final String FINGERPRINT = "fingerprint";

    private static final String RESOURCE = "/indices/offering.json";

    static IndexDefinition load() {
        byte[] bytes;
        try (var resource = IndexDefinition.class.getResourceAsStream(RESOURCE)) {
            bytes = Objects.requireNonNull(resource, RESOURCE).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JsonNode definition = JsonMapper.shared().readTree(bytes);
        int version = definition.at("/mappings/_meta/version").intValue();
        return new IndexDefinition(version, fingerprint(definition), definition);
    }

    /**
     * The request body that makes an index; with {@code alias} it is behind it from the first
     * moment.
     */
    byte[] creation(SearchSettings settings, String refreshInterval, boolean alias) {
        var body = (ObjectNode) definition.deepCopy();
        var index = (ObjectNode) body.path("settings");
        index.put("index.number_of_shards", settings.shards());
        index.put("index.number_of_replicas", settings.replicas());
        index.put("index.refresh_interval", refreshInterval);
        ((ObjectNode) body.at("/mappings/_meta")).put(FINGERPRINT, fingerprint);
        if (alias) {
            body.putObject("aliases").putObject(settings.indexFamily());
        }
        return JsonMapper.shared().writeValueAsBytes(body);
    }

    private static String fingerprint(JsonNode definition) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(JsonMapper.shared().writeValueAsBytes(definition));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
