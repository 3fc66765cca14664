package dev.milepost.backstage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.composition.Composer;
import dev.milepost.composition.Setting;
import dev.milepost.platform.Snapshot;
import dev.milepost.templates.PublishedGoldenPath;
import dev.milepost.templates.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Templates and their Location, as the registry is now. */
@ApplicationScoped
class BackstageTemplates {

    private static final String STABLE = "stable";

    private final Registry registry;
    private final CompositionConfig config;

    BackstageTemplates(Registry registry, CompositionConfig config) {
        this.registry = registry;
        this.config = config;
    }

    /** Throws {@link UnservedTemplate} for a version that there is not, or that was withdrawn. */
    @Snapshot
    ObjectNode template(String name, String version, String baseUrl) {
        var stand = stand(name);
        var published = stand.find(version).orElseThrow(() -> UnservedTemplate.unknown(name, version));
        if (published.yanked()) {
            throw UnservedTemplate.withdrawn(name, version);
        }
        var assembly = registry.findAssembly(name, version).orElseThrow();
        var deprecation = published.deprecation();
        var setting = new Setting(baseUrl, config.actions(), stand.entityName(published), deprecation != null);
        var template = Composer.compose(assembly, setting);
        if (deprecation != null && deprecation.successor() != null) {
            ((ObjectNode) template.at("/metadata/annotations"))
                    .put("milepost.dev/superseded-by", deprecation.successor());
        }
        return template;
    }

    /** By the names of the golden paths, of each the newest major version first. */
    @Snapshot
    ObjectNode location(String baseUrl) {
        var location = JsonNodeFactory.instance.objectNode();
        location.put("apiVersion", "backstage.io/v1alpha1").put("kind", "Location");
        location.putObject("metadata")
                .put("name", "milepost-golden-paths")
                .put("description", "The golden paths that are stable.");
        var targets = location.putObject("spec").put("type", "url").putArray("targets");
        registry.findNames().stream()
                .sorted()
                .flatMap(name -> stand(name).shown().stream())
                .map(version -> baseUrl + path(version))
                .forEach(targets::add);
        return location;
    }

    private Stand stand(String name) {
        return new Stand(
                name,
                registry.findVersions(name),
                registry.findOnChannel(name, STABLE).orElse(null));
    }

    private static String path(PublishedGoldenPath version) {
        return "/api/v1/templates/%s/versions/%s/template.yaml"
                .formatted(
                        version.manifest().name(),
                        URLEncoder.encode(version.manifest().version().toString(), StandardCharsets.UTF_8));
    }
}
