package dev.milepost.cli.authoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.VersionRanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.semver4j.Semver;

/** Checks the versions of a folder against each other: what an upgrade from one to the next would fail at. */
final class FolderLint {

    private final TemplateFolder folder;
    private final List<LintFinding> findings = new ArrayList<>();

    private FolderLint(TemplateFolder folder) {
        this.folder = folder;
    }

    static List<LintFinding> check(TemplateFolder folder) {
        var lint = new FolderLint(folder);
        lint.byName(true).values().forEach(lint::checkRequired);
        lint.byName(false).values().forEach(lint::checkMigrations);
        lint.checkTitles();
        return lint.findings;
    }

    /** Returns the versions of each golden path or module, ascending. */
    private Map<String, List<FoundVersion>> byName(boolean isGoldenPath) {
        var byName = new LinkedHashMap<String, List<FoundVersion>>();
        folder.versions().stream()
                .filter(found -> found.goldenPath().isPresent() == isGoldenPath)
                .sorted((one, other) ->
                        one.manifest().version().compareTo(other.manifest().version()))
                .forEach(found -> byName.computeIfAbsent(found.manifest().name(), name -> new ArrayList<>())
                        .add(found));
        return byName;
    }

    /** A required parameter without default, which services of the major version have no value for. */
    private void checkRequired(List<FoundVersion> versions) {
        for (int i = 1; i < versions.size(); i++) {
            var before = versions.get(i - 1);
            var after = versions.get(i);
            if (before.manifest().version().getMajor()
                    != after.manifest().version().getMajor()) {
                continue;
            }
            var known = manifests(before);
            var now = manifests(after);
            if (known.isEmpty() || now.isEmpty()) {
                continue;
            }
            var names = parameters(known);
            for (var manifest : now) {
                var renames = manifest.parameters().renames();
                for (int page = 0; page < manifest.parameters().pages().size(); page++) {
                    for (var name : manifest.parameters().pages().get(page).path("required")) {
                        var isRenamed = renames.entrySet().stream()
                                .anyMatch(rename ->
                                        rename.getValue().equals(name.asText()) && names.containsKey(rename.getKey()));
                        var schema = manifest.parameters().byName().get(name.asText());
                        if (schema != null
                                && !schema.has("default")
                                && !names.containsKey(name.asText())
                                && !isRenamed) {
                            findings.add(found(manifest)
                                    .orElse(after)
                                    .finding(
                                            "/spec/parameters",
                                            "the parameter '%s' is required, has no default, and is new in %s: upgrades within a major version have no value for it"
                                                    .formatted(name.asText(), after.label())));
                        }
                    }
                }
            }
        }
    }

    /** Returns the manifests of a golden path and its modules; none if its modules cannot be resolved. */
    private List<Manifest> manifests(FoundVersion version) {
        try {
            var assembly = new FolderModules(folder).assembly(version);
            var manifests = new ArrayList<Manifest>(List.of(assembly.goldenPath()));
            assembly.modules().forEach(part -> manifests.add(part.module()));
            return manifests;
        } catch (ProblemException e) {
            return List.of();
        }
    }

    private static Map<String, JsonNode> parameters(List<Manifest> manifests) {
        var parameters = new HashMap<String, JsonNode>();
        manifests.forEach(manifest -> manifest.parameters().byName().forEach(parameters::putIfAbsent));
        return parameters;
    }

    private Optional<FoundVersion> found(Manifest manifest) {
        return folder.versions().stream()
                .filter(version -> version.manifest().equals(manifest))
                .findFirst();
    }

    /** A migration whose range leaves out a version between those that it is for and its own. */
    private void checkMigrations(List<FoundVersion> versions) {
        for (int i = 0; i < versions.size(); i++) {
            var version = versions.get(i);
            var module = version.module();
            if (module.isPresent()) {
                var before = versions.subList(0, i).stream()
                        .map(found -> found.manifest().version())
                        .filter(semver -> semver.getPreRelease().isEmpty())
                        .toList();
                checkMigrations(version, module.get(), before);
            }
        }
    }

    private void checkMigrations(FoundVersion version, ModuleManifest module, List<Semver> before) {
        for (int i = 0; i < module.migrations().size(); i++) {
            var range = VersionRanges.parse(module.migrations().get(i).from());
            if (range.isEmpty()) {
                continue;
            }
            boolean isBegun = false;
            var left = new ArrayList<String>();
            for (var earlier : before) {
                boolean needsIt = range.get().isSatisfiedBy(earlier);
                isBegun |= needsIt;
                if (isBegun && !needsIt) {
                    left.add(earlier.toString());
                }
            }
            if (!left.isEmpty() || (!isBegun && !before.isEmpty())) {
                findings.add(version.finding(
                        "/spec/migrations/%d/from".formatted(i),
                        left.isEmpty()
                                ? "no earlier version of the module is in the range, so no service gets this migration"
                                : "the range leaves out %s, so services on it do not get this migration"
                                        .formatted(String.join(", ", left))));
            }
        }
    }

    /** Two golden paths that users of Backstage cannot tell apart. */
    private void checkTitles() {
        var first = new HashMap<String, FoundVersion>();
        byName(true).values().forEach(versions -> {
            var newest = versions.get(versions.size() - 1);
            var title = newest.manifest().metadata().title();
            var shown = title == null ? newest.manifest().name() : title;
            var earlier = first.putIfAbsent(shown, newest);
            if (earlier != null) {
                findings.add(newest.finding(
                        "/metadata/title",
                        "'%s' is also the title of %s: both look the same in Backstage"
                                .formatted(shown, earlier.manifest().name())));
            }
        });
    }
}
