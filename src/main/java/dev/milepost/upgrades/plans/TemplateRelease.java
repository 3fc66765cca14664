package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.Manifest.Changelog;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.semver4j.Semver;

/**
 * A version of a golden path, for upgrades.
 *
 * @param parameters by name, in the order of the golden path's, then its modules'
 * @param renames current names of parameters, by names in older versions
 * @param modules by name, in the order in which they act
 */
record TemplateRelease(
        Semver version,
        Instant publishedAt,
        boolean deprecated,
        Changelog changelog,
        Map<String, Parameter> parameters,
        Map<String, String> renames,
        Map<String, ModuleManifest> modules) {

    /**
     * @param schema its JSON Schema, as in Backstage's form
     *
     * @param required whether it is required unconditionally
     */
    record Parameter(JsonNode schema, boolean required) {

        /** Whether the service cannot be rendered without a given value. */
        boolean needsValue() {
            return required && !schema.has("default");
        }
    }

    static TemplateRelease of(ResolvedGoldenPath resolved, Instant publishedAt, boolean deprecated) {
        var modules = new LinkedHashMap<String, ModuleManifest>();
        resolved.modules()
                .forEach(resolvedModule -> modules.put(resolvedModule.module().name(), resolvedModule.module()));
        var manifests = new ArrayList<Manifest>(List.of(resolved.goldenPath()));
        manifests.addAll(modules.values());
        var parameters = new LinkedHashMap<String, Parameter>();
        var renames = new HashMap<String, String>();
        for (var manifest : manifests) {
            var required = manifest.parameters().pages().stream()
                    .flatMap(page -> page.path("required").valueStream())
                    .map(JsonNode::asText)
                    .toList();
            manifest.parameters()
                    .byName()
                    .forEach((name, schema) -> parameters.merge(
                            name, new Parameter(schema, required.contains(name)), TemplateRelease::either));
            manifest.parameters().renames().forEach(renames::putIfAbsent);
        }
        return new TemplateRelease(
                resolved.goldenPath().version(),
                publishedAt,
                deprecated,
                resolved.goldenPath().changelog(),
                parameters,
                renames,
                modules);
    }

    /**
     * Combines the declarations of one parameter in several manifests: the first schema, and required if any requires
     * it.
     */
    private static Parameter either(Parameter one, Parameter other) {
        return new Parameter(one.schema(), one.required() || other.required());
    }

    Optional<Semver> moduleVersion(String module) {
        return Optional.ofNullable(modules.get(module)).map(ModuleManifest::version);
    }
}
