package dev.milepost.upgrades.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.manifests.ModuleManifest.Migration;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.checkouts.ArchivedCheckout;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.plans.ModuleUpgradePath.ModuleMigration;
import dev.milepost.upgrades.scaffolding.RenderedBase;
import dev.milepost.upgrades.scaffolding.RenderedBase.FileOrigin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.semver4j.Semver;

/** Checkouts merged with two versions of a golden path, and their patches applied. */
final class MergedCheckouts {

    private MergedCheckouts() {}

    static MergedService merged(GitCheckout git, FileTree base, FileTree target, List<ModuleMigration> migrations) {
        return MergedService.of(
                new MergedService.Versions(
                        "path", "1.0.0", rendered(base, Map.of()), "1.1.0", rendered(target, Map.of())),
                ArchivedCheckout.of(git.tar()),
                migrations);
    }

    /** Applies the patch. Returns the files of the tar, which are those after the patch; all others are untouched. */
    static FileTree assertApplies(GitCheckout git, MergedService merged) {
        git.commit();
        var others = git.plain();
        others.keySet().removeAll(merged.checkout().files().files().keySet());
        var tar = TarArchive.read(PlannedTree.archive(merged));

        git.apply(PlannedTree.patch(merged));

        var after = git.plain();
        others.forEach((path, file) -> assertThat(after.get(path)).as(path).isEqualTo(file));
        after.keySet().removeAll(others.keySet());
        assertThat(after).isEqualTo(tar.files());
        return tar;
    }

    static Set<String> lines(FileTree tree) {
        var lines = new HashSet<String>();
        tree.files()
                .values()
                .forEach(file ->
                        file.text().ifPresent(text -> lines.addAll(text.lines().toList())));
        return lines;
    }

    static MergedFile file(MergedService merged, String path) {
        return merged.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    static String text(FileTree tree, String path) {
        return tree.find(path).flatMap(TreeFile::text).orElseThrow();
    }

    static RenderedBase rendered(FileTree files, Map<String, Behaviour> behaviours) {
        var origins = new HashMap<String, FileOrigin>();
        files.files()
                .keySet()
                .forEach(path ->
                        origins.put(path, new FileOrigin("m", behaviours.getOrDefault(path, Behaviour.MERGE))));
        return new RenderedBase(files, origins);
    }

    static ModuleMigration set(String path, String pointer, JsonNode value) {
        var migration = migration(Migration.Kind.SET, "path", path, "pointer", pointer);
        ((ObjectNode) migration.migration().arguments()).set("value", value);
        return migration;
    }

    static ModuleMigration migration(Migration.Kind kind, String... arguments) {
        var members = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < arguments.length; i += 2) {
            members.put(arguments[i], arguments[i + 1]);
        }
        return new ModuleMigration(
                "m", new Semver("1.1.0"), new Semver("1.1.0"), new Migration("*", kind, "Do it.", members));
    }

    static FileTree tree(String... pathsAndTexts) {
        return changed(FileTree.EMPTY, pathsAndTexts);
    }

    static FileTree changed(FileTree tree, String... pathsAndTexts) {
        var files = new TreeMap<>(tree.files());
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], TreeFile.text(pathsAndTexts[i + 1]));
        }
        return FileTree.of(files);
    }

    static FileTree changedMode(FileTree tree, String path) {
        var files = new TreeMap<>(tree.files());
        files.computeIfPresent(path, (any, file) -> TreeFile.of(file.content(), true));
        return FileTree.of(files);
    }
}
