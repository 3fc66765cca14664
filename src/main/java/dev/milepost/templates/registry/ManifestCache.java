package dev.milepost.templates.registry;

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

    private static final long MAX_CHARACTERS = 32L << 20;

    private final Cache<String, Manifest> cache = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARACTERS)
            .weigher((String digest, Manifest manifest) -> weight(manifest))
            .build();

    Manifest of(String digest, String text, DocumentFormat format) {
        return cache.get(digest, unknown -> ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), format));
    }

    private static int weight(Manifest manifest) {
        return manifest.document().toString().length();
    }
}
