package dev.milepost.upgrades.merging;

import static dev.milepost.templates.manifests.ModuleManifest.Behaviour.MANAGED;
import static dev.milepost.templates.manifests.ModuleManifest.Behaviour.MERGE;
import static dev.milepost.templates.manifests.ModuleManifest.Behaviour.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreeMergeTest {

    private static final String PATH = "file.txt";
    private static final String OLD = "a\nb\nc\nd\ne\n";
    private static final String NEW = "a\nb\nc\nd\nE\n";
    private static final String EDITED = "A\nb\nc\nd\ne\n";

    @Test
    void appliesTemplateChangeToUnchangedFile() {
        assertThat(merge(OLD, NEW, OLD, MERGE)).isEqualTo(new MergedFile(PATH, Outcome.CLEAN, TreeFile.text(NEW)));
        assertThat(merge(OLD, NEW, OLD, MANAGED)).isEqualTo(new MergedFile(PATH, Outcome.CLEAN, TreeFile.text(NEW)));
    }

    @Test
    void mergesBothChanges() {
        assertThat(merge(OLD, NEW, EDITED, MERGE))
                .isEqualTo(new MergedFile(PATH, Outcome.CLEAN, TreeFile.text("A\nb\nc\nd\nE\n")));
    }

    @Test
    void keepsFilesUnchangedByTemplate() {
        assertThat(merge(OLD, OLD, EDITED, MERGE))
                .isEqualTo(new MergedFile(PATH, Outcome.UNCHANGED, TreeFile.text(EDITED)));
        assertThat(merge(OLD, NEW, NEW, MERGE)).isEqualTo(new MergedFile(PATH, Outcome.UNCHANGED, TreeFile.text(NEW)));
    }

    @Test
    void marksConflicts() {
        var merged = merge("a\n", "template\n", "mine\n", MERGE);

        assertThat(merged.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(merged.conflicts()).isEqualTo(1);
        assertThat(text(merged)).contains("<<<<<<< service\nmine\n||||||| template before\na\n=======\ntemplate\n");
    }

    @Test
    void labelsConflictsWithVersions() {
        var merged = TreeMerge.merge(
                tree("a\n"),
                tree("template\n"),
                tree("mine\n"),
                path -> MERGE,
                ConflictLabels.ofVersions("1.2.0", "2.0.0"));

        assertThat(text(merged.get(0))).contains("||||||| template 1.2.0\n", ">>>>>>> template 2.0.0\n");
    }

    @Test
    void overwritesManagedFiles() {
        var drifted = merge(OLD, NEW, EDITED, MANAGED);

        assertThat(drifted.outcome()).isEqualTo(Outcome.DRIFTED);
        assertThat(drifted.result()).isEqualTo(TreeFile.text(NEW));
        assertThat(drifted.detail())
                .isEqualTo(
                        "The template manages this file and replaces these changes of the service:\n@@ line 1\n-a\n+A");
        assertThat(merge(OLD, OLD, EDITED, MANAGED).result()).isEqualTo(TreeFile.text(OLD));
        assertThat(merge(OLD, NEW, OLD.replace("\n", "\r\n"), MANAGED).outcome())
                .isEqualTo(Outcome.CLEAN);
    }

    @Test
    void keepsSeedFiles() {
        assertThat(merge(OLD, NEW, EDITED, SEED).outcome()).isEqualTo(Outcome.SEEDED);
        assertThat(merge(OLD, NEW, OLD, SEED))
                .isEqualTo(
                        new MergedFile(PATH, Outcome.SEEDED, TreeFile.text(OLD))
                                .withDetail(
                                        "This file belongs to the team. New services get other content; the upgrade leaves this file as it is."));
        assertThat(merge(OLD, null, OLD, SEED).result()).isEqualTo(TreeFile.text(OLD));
        assertThat(merge(OLD, OLD, OLD, SEED).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(merge(null, NEW, null, SEED).outcome()).isEqualTo(Outcome.ADDED);
    }

    @Test
    void reportsDeletedManagedFileAsConflict() {
        for (var target : List.of(OLD, NEW)) {
            var deleted = merge(OLD, target, null, MANAGED);

            assertThat(deleted.outcome()).isEqualTo(Outcome.CONFLICT);
            assertThat(deleted.conflicts()).isEqualTo(1);
            assertThat(deleted.result()).isNull();
            assertThat(deleted.detail()).contains("which the template manages");
        }
        assertThat(merge(OLD, null, null, MANAGED).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @ParameterizedTest
    @EnumSource(names = {"MERGE", "SEED"})
    void keepsDeletedFilesDeleted(Behaviour behaviour) {
        var deleted = merge(OLD, NEW, null, behaviour);

        assertThat(deleted.outcome()).isEqualTo(Outcome.USER_DELETED);
        assertThat(deleted.result()).isNull();
        assertThat(deleted.detail()).isNotEmpty();
        assertThat(merge(OLD, null, null, behaviour).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void removesFilesRemovedFromTemplate() {
        assertThat(merge(OLD, null, OLD, MERGE)).isEqualTo(new MergedFile(PATH, Outcome.REMOVED, null));
        assertThat(merge(OLD, null, OLD.replace("\n", "\r\n"), MANAGED).outcome())
                .isEqualTo(Outcome.REMOVED);
    }

    @ParameterizedTest
    @EnumSource(names = {"MERGE", "MANAGED"})
    void keepsChangedFilesRemovedFromTemplate(Behaviour behaviour) {
        var kept = merge(OLD, null, EDITED, behaviour);

        assertThat(kept.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(kept.result()).isEqualTo(TreeFile.text(EDITED));
        assertThat(kept.detail()).contains("the service has changed it");
    }

    @ParameterizedTest
    @EnumSource(names = {"MERGE", "MANAGED"})
    void marksConflictWithOwnFile(Behaviour behaviour) {
        var both = merge(null, "same\ntemplate\n", "same\nmine\n", behaviour);

        assertThat(both.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(text(both)).startsWith("same\n<<<<<<< service\nmine\n").contains("template\n>>>>>>> template");
        assertThat(merge(null, NEW, NEW, behaviour).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(merge(null, NEW, null, behaviour))
                .isEqualTo(new MergedFile(PATH, Outcome.ADDED, TreeFile.text(NEW)));
    }

    @Test
    void keepsConflictingBinaryFiles() {
        var theirs = TreeFile.of(new byte[] {0, 2}, false);
        var merged = only(TreeMerge.merge(
                FileTree.of(Map.of(PATH, TreeFile.of(new byte[] {0}, false))),
                FileTree.of(Map.of(PATH, TreeFile.of(new byte[] {0, 1, 1}, true))),
                FileTree.of(Map.of(PATH, theirs)),
                path -> MERGE));

        assertThat(merged.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(merged.result()).isEqualTo(TreeFile.of(new byte[] {0, 2}, true));
        assertThat(merged.detail()).contains("is binary", "3 bytes");
    }

    @Test
    void mergesFileMode() {
        assertThat(modes(false, true, false)).isTrue();
        assertThat(modes(true, true, false)).isFalse();
        assertThat(modes(true, false, true)).isFalse();
        assertThat(modes(false, false, true)).isTrue();
    }

    @Test
    void addsNoFileBlockedByPath() {
        var inFolder = only(TreeMerge.merge(FileTree.EMPTY, files("place"), files("place/mine"), path -> MERGE));
        var beneath = only(TreeMerge.merge(FileTree.EMPTY, files("place/new"), files("place"), path -> MERGE));
        var otherCase = only(TreeMerge.merge(FileTree.EMPTY, files("README.md"), files("readme.md"), path -> MERGE));

        assertThat(List.of(inFolder, beneath, otherCase)).allSatisfy(merged -> {
            assertThat(merged.outcome()).isEqualTo(Outcome.CONFLICT);
            assertThat(merged.result()).isNull();
        });
        assertThat(inFolder.detail()).contains("'place/mine' occupies its path");
        assertThat(beneath.detail()).contains("'place' occupies its path");
        assertThat(otherCase.detail()).contains("'readme.md' occupies its path");
    }

    @Test
    void addsFileBesideSimilarPaths() {
        var own = files("place-other", "place.txt", "place0/mine", "other/place");

        for (var path : List.of("place", "place/new")) {
            assertThat(only(TreeMerge.merge(FileTree.EMPTY, files(path), own, any -> MERGE))
                            .outcome())
                    .isEqualTo(Outcome.ADDED);
        }
    }

    @Test
    void replacesFileByFolder() {
        var merged = TreeMerge.merge(
                files("place", "read.me"), files("place/new", "READ.ME"), files("place", "read.me"), path -> MERGE);

        assertThat(merged)
                .extracting(MergedFile::outcome)
                .containsExactly(Outcome.ADDED, Outcome.REMOVED, Outcome.ADDED, Outcome.REMOVED);
    }

    @Test
    void omitsFilesOfService() {
        assertThat(TreeMerge.merge(FileTree.EMPTY, FileTree.EMPTY, files("mine"), path -> MERGE))
                .isEmpty();
    }

    private static boolean modes(boolean base, boolean target, boolean theirs) {
        var merged = only(TreeMerge.merge(mode(OLD, base), mode(NEW, target), mode(EDITED, theirs), path -> MERGE));
        assertThat(text(merged)).isEqualTo("A\nb\nc\nd\nE\n");
        return merged.result() != null && merged.result().executable();
    }

    private static FileTree mode(String text, boolean executable) {
        return FileTree.of(Map.of(PATH, TreeFile.of(text.getBytes(StandardCharsets.UTF_8), executable)));
    }

    private static FileTree files(String... paths) {
        var files = new TreeMap<String, TreeFile>();
        List.of(paths).forEach(path -> files.put(path, TreeFile.text("content")));
        return FileTree.of(files);
    }

    private static MergedFile merge(
            @Nullable String base, @Nullable String target, @Nullable String theirs, Behaviour behaviour) {
        return only(TreeMerge.merge(tree(base), tree(target), tree(theirs), path -> behaviour));
    }

    private static FileTree tree(@Nullable String text) {
        return text == null ? FileTree.EMPTY : FileTree.of(Map.of(PATH, TreeFile.text(text)));
    }

    private static MergedFile only(List<MergedFile> merged) {
        assertThat(merged).hasSize(1);
        return merged.get(0);
    }

    private static String text(MergedFile merged) {
        var result = merged.result();
        return result == null ? "" : result.text().orElseThrow();
    }
}
