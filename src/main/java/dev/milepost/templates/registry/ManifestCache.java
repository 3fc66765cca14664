package dev.milepost.templates.registry;

import com.fasterxml.jackson.databind.node.NullNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.settings.HeapShare;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.Parameters;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A cache of parsed manifests. The content of a digest never changes, so entries are only evicted for space. */
@Singleton
class ManifestCache {

    private static final int HEAP_PARTS = 20;
    private static final long MAX_BYTES = 32L << 20;

    /** A manifest has its document, and records with the same texts and lists. */
    private static final int FORMS = 2;

    /** The memory of the smallest contract, in bytes. */
    private static final int BYTES_PER_CONTRACT = 1 << 10;

    private final Cache<String, Manifest> cache;
    private final Cache<String, Contract> contracts;

    @Inject
    ManifestCache() {
        this(HeapShare.of(HEAP_PARTS, MAX_BYTES));
    }

    /** @param most the limit of the manifests, and of the contracts, in bytes */
    ManifestCache(long most) {
        cache = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((String digest, Manifest manifest) -> (int) Math.min(Integer.MAX_VALUE, bytes(manifest)))
                .build();
        contracts = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((String digest, Contract contract) -> (int) Math.min(Integer.MAX_VALUE, contract.bytes()))
                .build();
    }

    /**
     * What resolution and upgrades need of each version of a module: the manifest without its parameters, steps, files,
     * evidence and document.
     */
    record Contract(ModuleManifest module, long bytes) {

        static Contract of(ModuleManifest whole) {
            var module = new ModuleManifest(
                    whole.metadata(),
                    whole.phase(),
                    whole.changelog(),
                    whole.requires(),
                    whole.provides(),
                    whole.conflicts(),
                    Parameters.NONE,
                    null,
                    List.of(),
                    List.of(),
                    whole.migrations(),
                    List.of(),
                    NullNode.instance);
            long bytes = BYTES_PER_CONTRACT + JsonHeapUse.of(whole.document().path("metadata"));
            for (var member : List.of("changelog", "requires", "provides", "conflicts", "migrations")) {
                bytes += FORMS * JsonHeapUse.of(whole.document().path("spec").path(member));
            }
            return new Contract(module, bytes);
        }
    }

    Manifest of(String digest, String text, DocumentFormat format) {
        return cache.get(digest, unknown -> read(text, format));
    }

    Optional<Contract> findContract(String digest) {
        return Optional.ofNullable(contracts.getIfPresent(digest));
    }

    /** Reads a manifest, which is not kept, and keeps its contract. */
    Contract contract(String digest, String text, DocumentFormat format) {
        return contracts.get(digest, unknown -> Contract.of((ModuleManifest) read(text, format)));
    }

    /** The memory of a manifest, approximately. Short values take many times their characters. */
    static long bytes(Manifest manifest) {
        return FORMS * JsonHeapUse.of(manifest.document());
    }

    private static Manifest read(String text, DocumentFormat format) {
        return ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), format);
    }
}
