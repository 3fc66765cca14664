package dev.milepost.templates.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ManifestReader;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** A cache of parsed manifests. The content of a digest never changes, so entries are only evicted for space. */
@Singleton
class ManifestCache {

    private static final long MAX_BYTES = 32L << 20;

    /** A manifest has its document, and records with the same texts and lists. */
    private static final int FORMS = 2;

    private static final int BYTES_OF_VALUE = 64;
    private static final int BYTES_OF_MAP = 150;
    private static final int BYTES_OF_MEMBER = 100;

    private final Cache<String, Manifest> cache = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((String digest, Manifest manifest) -> weight(manifest))
            .build();

    Manifest of(String digest, String text, DocumentFormat format) {
        return cache.get(digest, unknown -> ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), format));
    }

    private static int weight(Manifest manifest) {
        return (int) Math.min(Integer.MAX_VALUE, FORMS * bytes(manifest.document()));
    }

    /** The memory of a document, approximately. Short values take many times their characters. */
    static long bytes(JsonNode value) {
        long bytes = BYTES_OF_VALUE + value.asText("").length();
        if (value.isObject()) {
            bytes += BYTES_OF_MAP;
        }
        for (var member : value.properties()) {
            bytes += BYTES_OF_MEMBER + member.getKey().length() + bytes(member.getValue());
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            bytes += bytes(value.get(i));
        }
        return bytes;
    }
}
