package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.Parameters;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters that a Template asks for: the golden path's pages, then the modules' pages in the order of the lock.
 * Pages with the same title are merged. A parameter keeps the position of its first declaration. The golden path's
 * declaration takes precedence over those of its modules. Two modules that declare the same parameter must declare it
 * equally. A parameter is required if any declaration requires it.
 */
final class ComposedParameters {

    private final Map<String, FormPage> pages = new LinkedHashMap<>();

    /** The first declaration of each parameter, by the parameter's name. */
    private final Map<String, Declared> declared = new LinkedHashMap<>();

    /** The parameters in branches too. */
    private final Map<String, JsonNode> branches = new LinkedHashMap<>();

    private record Declared(Manifest by, FormPage page, JsonNode schema) {}

    private ComposedParameters() {}

    static ComposedParameters of(ResolvedGoldenPath resolved) {
        var parameters = new ComposedParameters();
        parameters.add(resolved.goldenPath(), true);
        resolved.modules().forEach(resolvedModule -> parameters.add(resolvedModule.module(), false));
        return parameters;
    }

    List<ObjectNode> pages() {
        return pages.values().stream()
                .filter(page -> !page.isEmpty())
                .map(FormPage::toSchema)
                .toList();
    }

    /** Returns the schemas by parameter name. */
    Map<String, JsonNode> schemas() {
        var schemas = new LinkedHashMap<String, JsonNode>();
        declared.forEach((name, parameter) -> schemas.put(name, parameter.schema()));
        return schemas;
    }

    /**
     * Returns the names of secret parameters: those with Backstage's field for secrets, or with the format for
     * passwords.
     */
    Set<String> secrets() {
        var names = new LinkedHashSet<String>();
        branches.forEach((name, schema) -> {
            if (isSecret(schema)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Returns the schemas of all parameters, also of those in branches such as {@code dependencies}. */
    Map<String, JsonNode> all() {
        return Collections.unmodifiableMap(branches);
    }

    static boolean isSecret(JsonNode schema) {
        return schema.path("ui:field").asText().equals("Secret")
                || schema.path("ui:widget").asText().equals("password")
                || schema.path("format").asText().equals("password")
                || schema.path("writeOnly").asBoolean();
    }

    private void add(Manifest manifest, boolean overriding) {
        manifest.parameters().byName().forEach(branches::putIfAbsent);
        var isComplete = manifest instanceof ModuleManifest module && module.complete();
        for (int i = 0; i < manifest.parameters().pages().size(); i++) {
            var schema = manifest.parameters().pages().get(i);
            var page = isComplete
                    ? pages.computeIfAbsent(manifest.name() + "/" + i, key -> FormPage.exact())
                    : pages.computeIfAbsent(schema.path("title").asText(""), FormPage::new);
            var source = new Source(manifest, overriding, "/spec/parameters/" + i);
            schema.properties().forEach(member -> {
                if (member.getKey().equals("properties")) {
                    member.getValue().properties().forEach(each -> declare(source, page, each, isComplete));
                } else if (!member.getKey().equals("required")) {
                    page.add(source.manifest(), source.pointer(), member);
                }
            });
            schema.path("required").forEach(name -> require(page, name.asText(), isComplete));
        }
    }

    private record Source(Manifest manifest, boolean overriding, String pointer) {}

    private void declare(Source source, FormPage page, Map.Entry<String, JsonNode> parameter, boolean isComplete) {
        var name = parameter.getKey();
        var schema = withoutRenames(parameter.getValue());
        var known = declared.get(name);
        if (known == null || isComplete && known.by() == source.manifest()) {
            page.put(name, schema);
            declared.putIfAbsent(name, new Declared(source.manifest(), page, schema));
        } else if (!source.overriding()
                && known.by() instanceof ModuleManifest
                && !known.schema().equals(schema)) {
            throw ProblemException.of(
                    ProblemType.UNCOMPOSABLE_MODULES,
                    "'%s' and '%s' declare the parameter '%s' differently. Declare it in the golden path, or make both declarations equal."
                            .formatted(known.by().name(), source.manifest().name(), name),
                    source.pointer() + "/properties/" + name);
        }
    }

    private void require(FormPage page, String name, boolean isComplete) {
        var known = declared.get(name);
        (known == null || isComplete ? page : known.page()).require(name);
    }

    /** Removes {@code renamedFrom}, which only upgrades use and Backstage does not. */
    private static JsonNode withoutRenames(JsonNode schema) {
        return schema instanceof ObjectNode object ? object.deepCopy().without(Parameters.RENAMED_FROM) : schema;
    }
}
