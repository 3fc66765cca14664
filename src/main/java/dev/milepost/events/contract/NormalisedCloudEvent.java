package dev.milepost.events.contract;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A CloudEvent converted from version 0.3 to 1.0: {@code schemaurl} becomes {@code dataschema}, and
 * {@code datacontentencoding} is decoded. An event of version 1.0 is unchanged.
 */
record NormalisedCloudEvent(Map<String, String> attributes, byte[] data) {

    static NormalisedCloudEvent of(Map<String, String> attributes, byte[] data) {
        if (!"0.3".equals(attributes.get("specversion"))) {
            return new NormalisedCloudEvent(attributes, data);
        }
        var renamed = new LinkedHashMap<>(attributes);
        renamed.put("specversion", "1.0");
        var schema = renamed.remove("schemaurl");
        if (schema != null) {
            renamed.put("dataschema", schema);
        }
        var encoding = renamed.remove("datacontentencoding");
        return new NormalisedCloudEvent(renamed, encoding == null ? data : decode(encoding, data));
    }

    /** Specification 0.3, "datacontentencoding": Base64 is the only encoding. Its name is not case-sensitive. */
    private static byte[] decode(String encoding, byte[] data) {
        if (!"base64".equalsIgnoreCase(encoding)) {
            throw EventProblems.unreadable("/datacontentencoding", "must be base64, not " + encoding);
        }
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException e) {
            throw EventProblems.unreadable("/data", "is not valid Base64: " + e.getMessage());
        }
    }
}
