package dev.milepost.catalog.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** JSON with sorted members, so that equal content has an equal hash. */
final class CanonicalJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CanonicalJson() {}

    static JsonNode of(JsonNode json) {
        if (json.isObject()) {
            var members = new TreeMap<String, JsonNode>();
            json.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
            var ordered = JsonNodeFactory.instance.objectNode();
            members.forEach(ordered::set);
            return ordered;
        }
        if (json.isArray()) {
            var items = JsonNodeFactory.instance.arrayNode(json.size());
            json.forEach(item -> items.add(of(item)));
            return items;
        }
        return json;
    }

    /** Returns the SHA-256 of canonical JSON in hexadecimal digits. */
    static String hash(JsonNode canonical) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(JSON.writeValueAsBytes(canonical)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The entity could not be written as JSON", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
