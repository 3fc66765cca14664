package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.milepost.events.contract.DeclaredSecrets;
import dev.milepost.events.contract.TemplateVersion;
import dev.milepost.platform.settings.HeapShare;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.Registry;
import dev.milepost.templates.registry.StoredVersion;
import dev.milepost.templates.registry.VersionRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The secret parameters in the published manifests of golden paths and their modules. */
@ApplicationScoped
class ManifestSecrets implements DeclaredSecrets {

    /**
     * One second: long enough that many runs of one template share a query, and short enough that new versions are soon
     * visible.
     */
    private static final Duration KEPT = Duration.ofSeconds(1);

    /** The memory of a declared parameter, in bytes. */
    private static final int BYTES_OF_PARAMETER = 200;

    /** The maximum number of declared parameters of one template, and of all that are kept. */
    private static final int MAX_PARAMETERS = (int) (HeapShare.of(24, 64L << 20) / BYTES_OF_PARAMETER);

    private final Registry registry;
    private final LoadingCache<TemplateVersion, Declared> declared;

    ManifestSecrets(Registry registry) {
        this.registry = registry;
        this.declared = Caffeine.newBuilder()
                .maximumWeight(MAX_PARAMETERS)
                .weigher((TemplateVersion version, Declared one) -> 1 + one.size())
                .expireAfterWrite(KEPT)
                .build(this::declared);
    }

    /**
     * The declared parameters of some manifests together, which are added one by one.
     *
     * @param parameters null if they are too many to be kept, so that each parameter may be a secret
     */
    record Declared(@Nullable Map<String, DeclaredParameter> parameters, int size) {

        static final Declared NONE = new Declared(Map.of(), 0);

        /** @param most the maximum number of parameters of all manifests */
        Declared with(List<JsonNode> pages, int most) {
            if (parameters == null) {
                return this;
            }
            var all = DeclaredParameter.merged(parameters, DeclaredParameter.of(pages));
            int size = DeclaredParameter.size(all);
            return size > most ? new Declared(null, 0) : new Declared(all, size);
        }

        /** Removes the values that may be secrets. Returns whether any was removed. */
        boolean leaveOutSecrets(ObjectNode values) {
            if (parameters == null) {
                var changed = !values.isEmpty();
                values.removeAll();
                return changed;
            }
            return DeclaredParameter.leaveOutSecrets(values, parameters);
        }
    }

    @Override
    public boolean leaveOut(ObjectNode parameters, TemplateVersion template) {
        return declared.get(template).leaveOutSecrets(parameters);
    }

    /**
     * Returns the parameters of the version. If the version is not published, returns those of all versions, since any of
     * them may be meant.
     */
    private Declared declared(TemplateVersion template) {
        var all = Declared.NONE;
        var seen = new HashSet<String>();
        var meant = find(template.name(), template.version());
        if (meant.isPresent()) {
            return with(all, meant.get(), seen);
        }
        for (var version : registry.findVersions(template.name())) {
            var stored = find(template.name(), version.ref().version());
            all = stored.isEmpty() ? all : with(all, stored.get(), seen);
        }
        return all;
    }

    private Optional<StoredVersion> find(String name, @Nullable String version) {
        return version == null
                ? Optional.empty()
                : registry.findVersion(new VersionRef(ManifestKind.GOLDEN_PATH, name, version));
    }

    private static Declared with(Declared before, Manifest manifest) {
        return before.with(SafeParameters.pages(manifest), MAX_PARAMETERS);
    }

    /** Adds the parameters of a version and of its modules, unless their manifests were added before. */
    private Declared with(Declared before, StoredVersion version, Set<String> seen) {
        var all = with(before, version.manifest());
        var lock = version.lock();
        if (lock == null) {
            return all;
        }
        for (var module : lock.modules()) {
            if (seen.add(module.digest())) {
                all = with(all, registry.module(module));
            }
        }
        return all;
    }
}
