package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.manifests.ModuleManifest.Capability;
import dev.milepost.templates.manifests.ModuleManifest.Emission;
import dev.milepost.templates.manifests.ModuleManifest.Migration;
import dev.milepost.templates.manifests.ModuleManifest.ModuleSelector;
import dev.milepost.templates.manifests.ModuleManifest.OwnedFiles;
import dev.milepost.templates.manifests.ModuleManifest.Phase;
import dev.milepost.templates.manifests.ModuleManifest.Skeleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a module from a document that is valid against its schema. */
final class ModuleReader {

    private static final String ANY = "*";

    private final JsonNode spec;
    private final FaultCollector faults;

    private ModuleReader(JsonNode spec, FaultCollector faults) {
        this.spec = spec;
        this.faults = faults;
    }

    static ModuleManifest read(JsonNode document, FaultCollector faults) {
        var spec = document.path("spec");
        var metadata = MetadataReader.read(document.path("metadata"), faults);
        var reader = new ModuleReader(spec, faults);
        var read = new ModuleManifest(
                metadata,
                Phase.valueOf(word(spec.path("phase"))),
                MetadataReader.changelog(spec.path("changelog"), faults),
                reader.others("requires", metadata.name()),
                reader.provides(),
                reader.others("conflicts", metadata.name()),
                ParametersReader.read(spec, faults),
                reader.skeleton(),
                reader.steps(),
                reader.files(),
                reader.migrations(),
                reader.emits(),
                document);
        faults.throwAny(ProblemType.INVALID_MANIFEST);
        return read;
    }

    private List<ModuleSelector> others(String member, String self) {
        var others = new ArrayList<ModuleSelector>();
        for (var other : spec.path(member)) {
            var at = "/spec/" + member + "/" + others.size();
            var read = new ModuleSelector(
                    MetadataReader.text(other, "module"),
                    MetadataReader.text(other, "capability"),
                    other.path("range").asText(ANY));
            if (self.equals(read.module())) {
                faults.add(at + "/module", "must not be the module itself");
            }
            VersionRanges.validate(read.range(), at + "/range", faults);
            others.add(read);
        }
        return others;
    }

    private List<Capability> provides() {
        var provided = new ArrayList<Capability>();
        var names = new HashSet<String>();
        for (var capability : spec.path("provides")) {
            var at = "/spec/provides/" + provided.size();
            var name = capability.path("capability").asText();
            if (!names.add(name)) {
                faults.add(at + "/capability", "'" + name + "' is provided twice");
            }
            provided.add(new Capability(
                    name, MetadataReader.version(capability.path("version").asText(), at + "/version", faults)));
        }
        return provided;
    }

    private @Nullable Skeleton skeleton() {
        var skeleton = spec.path("skeleton");
        if (!skeleton.isObject()) {
            return null;
        }
        var target = skeleton.path("targetPath").asText(".");
        if (!target.equals(".")) {
            ManifestPaths.validate(target, "/spec/skeleton/targetPath", faults);
        }
        var globs = texts(skeleton.path("copyWithoutTemplating"));
        for (int i = 0; i < globs.size(); i++) {
            ManifestPaths.validateGlob(globs.get(i), "/spec/skeleton/copyWithoutTemplating/" + i, faults);
        }
        return new Skeleton(target, skeleton.get("values"), globs);
    }

    private List<JsonNode> steps() {
        var steps = spec.path("steps").valueStream().toList();
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < steps.size(); i++) {
            var id = steps.get(i).path("id");
            var before =
                    id.isTextual() && !spec.path("complete").asBoolean() ? places.putIfAbsent(id.asText(), i) : null;
            if (before != null) {
                faults.add("/spec/steps/" + i + "/id", "is already the id of /spec/steps/" + before);
            }
        }
        return steps;
    }

    private List<OwnedFiles> files() {
        var files = new ArrayList<OwnedFiles>();
        for (var entry : spec.path("files")) {
            var path = entry.path("path").asText();
            ManifestPaths.validateGlob(path, "/spec/files/" + files.size() + "/path", faults);
            files.add(new OwnedFiles(path, Behaviour.valueOf(word(entry.path("behaviour")))));
        }
        return files;
    }

    private List<Migration> migrations() {
        var migrations = new ArrayList<Migration>();
        for (var entry : spec.path("migrations")) {
            var at = "/spec/migrations/" + migrations.size();
            var from = entry.path("from").asText();
            VersionRanges.validate(from, at + "/from", faults);
            for (var member : List.of("path", "to")) {
                if (entry.has(member)) {
                    ManifestPaths.validate(entry.path(member).asText(), at + "/" + member, faults);
                }
            }
            var arguments = ((ObjectNode) entry).deepCopy().without(List.of("from", "kind", "text"));
            migrations.add(new Migration(
                    from,
                    Migration.Kind.valueOf(word(entry.path("kind"))),
                    entry.path("text").asText(),
                    arguments));
        }
        return migrations;
    }

    private List<Emission> emits() {
        return spec.path("emits")
                .valueStream()
                .map(emission -> new Emission(
                        emission.path("kind").asText(),
                        MetadataReader.text(emission, "tool"),
                        emission.has("maxAge")
                                ? Duration.parse(emission.path("maxAge").asText())
                                : null,
                        Arrays.stream(PolicyHook.values())
                                .filter(hook -> hook.wireName()
                                        .equals(emission.path("policy").asText()))
                                .findFirst()
                                .orElse(null)))
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static String word(JsonNode value) {
        return value.asText().toUpperCase(Locale.ROOT);
    }
}
