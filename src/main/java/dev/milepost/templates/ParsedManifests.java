package dev.milepost.templates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.entities.Format;
import dev.milepost.manifests.Manifest;
import dev.milepost.manifests.ManifestReader;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** Stored manifests, parsed. What has a digest never changes, so it is parsed once while there is room for it. */
@Singleton
class ParsedManifests {

    private static final long CHARACTERS = 32L << 20;

    private final Cache<String, Manifest> parsed = Caffeine.newBuilder()
            .maximumWeight(CHARACTERS)
            .weigher((String digest, Manifest manifest) -> weight(manifest))
            .build();

    Manifest of(String digest, String text, Format format) {
        return parsed.get(digest, unknown -> ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), format));
    }

    private static int weight(Manifest manifest) {
        return manifest.document().toString().length();
    }
}
