package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.JsonHeapUse;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.settings.HeapShare;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Composes a Backstage Template, {@code scaffolder.backstage.io/v1beta3}, from a lock. */
public final class Composer {

    private static final String DEPRECATED = "deprecated";

    /** The limit of a Template in memory. As YAML it takes several times as much. */
    private static final long MAX_BYTES = HeapShare.of(48, 32L << 20);

    private Composer() {}

    /** Throws a problem, {@code uncomposable-modules}, if the modules cannot be combined. */
    public static ObjectNode compose(ResolvedGoldenPath resolved, CompositionSettings settings) {
        var path = resolved.goldenPath();
        var parameters = ComposedParameters.of(resolved);
        var steps = new TemplateSteps(resolved, settings, parameters);
        var template = JsonNodeFactory.instance.objectNode();
        template.put("apiVersion", "scaffolder.backstage.io/v1beta3").put("kind", "Template");
        template.set("metadata", metadata(resolved, settings));
        var spec = template.putObject("spec");
        spec.put("owner", path.metadata().owner()).put("type", path.type());
        spec.put("lifecycle", settings.deprecated() ? DEPRECATED : path.lifecycle());
        path.document()
                .at("/spec/template")
                .properties()
                .forEach(member -> spec.set(member.getKey(), member.getValue()));
        parameters.pages().forEach(spec.putArray("parameters")::add);
        steps.all().forEach(spec.putArray("steps")::add);
        spec.set("output", steps.output());
        if (JsonHeapUse.of(template) > MAX_BYTES) {
            throw ProblemException.of(
                    ProblemType.UNCOMPOSABLE_MODULES,
                    "The Template takes more than %s of memory. Use fewer modules, or fewer steps, parameters and files."
                            .formatted(HeapShare.text(MAX_BYTES)),
                    "/spec/modules");
        }
        return template;
    }

    /**
     * Returns the names of secret parameters. Only the scaffolder's run may hold their values; they are never stored.
     */
    public static Set<String> secretParameters(ResolvedGoldenPath resolved) {
        return ComposedParameters.of(resolved).secrets();
    }

    private static ObjectNode metadata(ResolvedGoldenPath resolved, CompositionSettings settings) {
        var path = resolved.goldenPath();
        var metadata = JsonNodeFactory.instance.objectNode().put("name", settings.entityName());
        var title =
                path.metadata().title() == null ? path.name() : path.metadata().title();
        metadata.put("title", settings.deprecated() ? title + " (deprecated)" : title);
        if (path.metadata().description() != null) {
            metadata.put("description", path.metadata().description());
        }
        var tags = new LinkedHashSet<>(path.metadata().tags());
        if (settings.deprecated()) {
            tags.remove("recommended");
            tags.add(DEPRECATED);
        }
        if (!tags.isEmpty()) {
            tags.forEach(metadata.putArray("tags")::add);
        }
        var written = path.document().path("metadata");
        ObjectNode annotations = JsonNodeFactory.instance.objectNode();
        written.path("annotations").properties().forEach(member -> annotations.set(member.getKey(), member.getValue()));
        metadata.set("annotations", annotations.setAll(annotations(path, resolved)));
        for (var member : List.of("labels", "links")) {
            if (written.has(member)) {
                metadata.set(member, written.get(member));
            }
        }
        return metadata;
    }

    private static ObjectNode annotations(GoldenPath path, ResolvedGoldenPath resolved) {
        var annotations = JsonNodeFactory.instance.objectNode();
        annotations.put("backstage.io/template-version", path.version().toString());
        if (path.timeSaved() != null) {
            annotations.put("backstage.io/time-saved", path.timeSaved().toString());
        }
        annotations.put("milepost.dev/template", path.name() + "@" + path.version());
        annotations.put("milepost.dev/lock", resolved.lock().fingerprint());
        var support = path.support();
        if (support != null && support.supersededBy() != null) {
            annotations.put("milepost.dev/superseded-by", support.supersededBy());
        }
        return annotations;
    }
}
