package dev.milepost.templates.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.GoldenPath.ModuleRange;
import dev.milepost.templates.manifests.Manifest.Changelog;
import dev.milepost.templates.manifests.Manifest.Metadata;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.ModuleManifest.Capability;
import dev.milepost.templates.manifests.ModuleManifest.ModuleSelector;
import dev.milepost.templates.manifests.ModuleManifest.Phase;
import dev.milepost.templates.manifests.Parameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.semver4j.Semver;

/** Modules and golden paths in short: {@code ci 3.0.0; needs helm ^1.4; uses registry *; gives ci 1.0.0; hates x *; build}. */
final class SampleModules implements AvailableModules {

    private final List<AvailableVersion> available;

    private SampleModules(List<AvailableVersion> available) {
        this.available = available;
    }

    static SampleModules of(String... modules) {
        return of(Arrays.asList(modules));
    }

    static SampleModules of(List<String> modules) {
        return new SampleModules(modules.stream()
                .map(text -> new AvailableVersion(module(text), "sha256:" + text.replaceAll(";.*", "")))
                .toList());
    }

    /** Such as {@code a ^1, b *}. */
    static GoldenPath path(String modules) {
        var ranges = Arrays.stream(modules.split(", "))
                .map(text -> text.split(" ", 2))
                .map(parts -> new ModuleRange(parts[0], parts[1]))
                .toList();
        return new GoldenPath(
                metadata("path", "1.0.0"),
                "service",
                "production",
                changelog(),
                ranges,
                Parameters.NONE,
                Map.of(),
                List.of(),
                null,
                Duration.ofHours(1),
                JsonNodeFactory.instance.objectNode());
    }

    List<AvailableVersion> all() {
        return available;
    }

    @Override
    public List<AvailableVersion> findVersions(String module) {
        return available.stream()
                .filter(each -> each.module().name().equals(module))
                .toList();
    }

    @Override
    public Collection<String> findProviders(String capability) {
        return available.stream()
                .map(AvailableVersion::module)
                .filter(module ->
                        module.provides().stream().anyMatch(each -> each.name().equals(capability)))
                .map(ModuleManifest::name)
                .distinct()
                .toList();
    }

    private static ModuleManifest module(String text) {
        var clauses = text.split("; ");
        var requires = new ArrayList<ModuleSelector>();
        var provides = new ArrayList<Capability>();
        var conflicts = new ArrayList<ModuleSelector>();
        var phase = Phase.SCAFFOLD;
        for (var clause : Arrays.asList(clauses).subList(1, clauses.length)) {
            var words = clause.split(" ", 3);
            switch (words[0]) {
                case "needs" -> requires.add(new ModuleSelector(words[1], null, words[2]));
                case "uses" -> requires.add(new ModuleSelector(null, words[1], words[2]));
                case "gives" -> provides.add(new Capability(words[1], new Semver(words[2])));
                case "hates" -> conflicts.add(new ModuleSelector(words[1], null, words[2]));
                case "avoids" -> conflicts.add(new ModuleSelector(null, words[1], words[2]));
                default -> phase = Phase.valueOf(words[0].toUpperCase(Locale.ROOT));
            }
        }
        var name = clauses[0].split(" ");
        return new ModuleManifest(
                metadata(name[0], name[1]),
                phase,
                changelog(),
                requires,
                provides,
                conflicts,
                Parameters.NONE,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                JsonNodeFactory.instance.objectNode());
    }

    private static Metadata metadata(String name, String version) {
        return new Metadata(name, null, null, "group:default/platform", new Semver(version), List.of());
    }

    private static Changelog changelog() {
        return new Changelog(List.of("all"), List.of(), List.of(), List.of(), List.of());
    }
}
