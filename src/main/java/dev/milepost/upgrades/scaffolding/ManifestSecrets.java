package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.milepost.events.contract.DeclaredSecrets;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.Registry;
import dev.milepost.templates.registry.StoredVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The secret parameters in the published manifests of golden paths and their modules. */
@ApplicationScoped
class ManifestSecrets implements DeclaredSecrets {

    /**
     * One second: long enough that many runs of one template share a query, and short enough that new versions are soon
     * visible.
     */
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final Registry registry;
    private final LoadingCache<TemplateVersion, Map<String, DeclaredParameter>> declared;

    ManifestSecrets(Registry registry) {
        this.registry = registry;
        this.declared = Caffeine.newBuilder()
                .maximumSize(100)
                .expireAfterWrite(KEPT)
                .build(version -> DeclaredParameter.of(pages(version)));
    }

    @Override
    public boolean leaveOut(ObjectNode parameters, TemplateVersion template) {
        return DeclaredParameter.leaveOutSecrets(parameters, declared.get(template));
    }

    /**
     * Returns the pages of the version. If the version is not published, returns the pages of all versions, since any
     * of them may be meant.
     */
    private List<JsonNode> pages(TemplateVersion template) {
        var versions = registry.findStored(ManifestKind.GOLDEN_PATH, template.name());
        var meant = versions.stream()
                .filter(version -> version.version().equals(template.version()))
                .toList();
        var all = new ArrayList<JsonNode>();
        (meant.isEmpty() ? versions : meant).forEach(version -> all.addAll(pages(version)));
        return all;
    }

    private List<JsonNode> pages(StoredVersion version) {
        var all = new ArrayList<>(SafeParameters.pages(version.manifest()));
        var lock = version.lock();
        if (lock != null) {
            registry.modules(lock).forEach(module -> all.addAll(SafeParameters.pages(module)));
        }
        return all;
    }
}
