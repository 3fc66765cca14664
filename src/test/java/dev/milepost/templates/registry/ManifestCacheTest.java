package dev.milepost.templates.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.milepost.platform.documents.DocumentFormat;
import org.junit.jupiter.api.Test;

class ManifestCacheTest {

    private final ManifestCache cache = new ManifestCache(1 << 20);

    @Test
    void keepsASmallManifest() {
        var manifest = cache.of("small", manifest(1), DocumentFormat.YAML);

        assertThat(cache.of("small", "", DocumentFormat.YAML)).isSameAs(manifest);
    }

    /** Some 50 KB of text, which are 5 MB in memory. */
    @Test
    void doesNotKeepAManifestThatIsLargerInMemoryThanTheCache() {
        cache.of("large", manifest(5_000), DocumentFormat.YAML);

        // Entries are evicted by another thread.
        await().untilAsserted(() -> assertThatThrownBy(() -> cache.of("large", "", DocumentFormat.YAML))
                .isInstanceOf(RuntimeException.class));
    }

    @Test
    void keepsOfAContractOnlyWhatResolutionNeeds() {
        var contract = cache.contract("large", manifest(5_000), DocumentFormat.YAML);

        assertThat(contract.bytes()).isLessThan(10_000);
        assertThat(contract.module().version()).hasToString("1.0.0");
        assertThat(contract.module().changelog().added()).containsExactly("something");
        assertThat(contract.module().parameters().byName()).isEmpty();
        assertThat(contract.module().document().isNull()).isTrue();
        assertThat(cache.findContract("large")).containsSame(contract);
    }

    private static String manifest(int values) {
        return """
                apiVersion: milepost.dev/v1
                kind: Module
                metadata: {name: many, title: Many, owner: "group:default/a", version: 1.0.0, tags: [java]}
                spec:
                  phase: scaffold
                  changelog: {added: [something]}
                  parameters:
                    type: object
                    properties: {list: {title: List, type: array, items: {type: object}, default: [%s]}}
                """.formatted("{a: b},".repeat(values));
    }
}
