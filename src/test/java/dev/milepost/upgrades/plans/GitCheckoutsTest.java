package dev.milepost.upgrades.plans;

import static dev.milepost.testing.Problems.assertProblem;
import static dev.milepost.upgrades.plans.MergedCheckouts.assertApplies;
import static dev.milepost.upgrades.plans.MergedCheckouts.changed;
import static dev.milepost.upgrades.plans.MergedCheckouts.changedMode;
import static dev.milepost.upgrades.plans.MergedCheckouts.file;
import static dev.milepost.upgrades.plans.MergedCheckouts.migration;
import static dev.milepost.upgrades.plans.MergedCheckouts.rendered;
import static dev.milepost.upgrades.plans.MergedCheckouts.set;
import static dev.milepost.upgrades.plans.MergedCheckouts.text;
import static dev.milepost.upgrades.plans.MergedCheckouts.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.templates.manifests.ModuleManifest.Migration;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.checkouts.ArchivedCheckout;
import dev.milepost.upgrades.checkouts.CheckoutFiles;
import dev.milepost.upgrades.checkouts.PassedOver;
import dev.milepost.upgrades.checkouts.PassedOver.Reason;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkouts that git has made, upgraded by a plan, whose patch git applies. */
class GitCheckoutsTest {

    private static final FileTree BASE = tree(
            "README.md", "# orders\n\nHow it is run.\n",
            "pom.xml", "<project>\n  <version>1</version>\n</project>\n",
            ".gitignore", "*.log\n/out/\n!keep.log\n",
            "ci.yaml", "steps:\n  - name: build\n    run: mvn package\n  - name: test\n    run: mvn verify\n",
            "deploy/values.yaml", "replicas: 1\nimage:\n  tag: one\n",
            "src/main.txt", "a first line of the program\na second line of the program\na third line of it\n",
            "run.sh", "#!/bin/sh\nexec java -jar app.jar\n");
    private static final FileTree TARGET = changed(
            BASE,
            "README.md",
            "# orders\n\nHow it is run, and by whom.\n",
            "ci.yaml",
            "steps:\n  - name: build\n    run: mvn package\n  - name: scan\n    run: scan .\n  - name: test\n    run: mvn verify\n",
            "deploy/values.yaml",
            "replicas: 2\nimage:\n  tag: one\n",
            "src/main.txt",
            "a first line of the program\na second line of the program\na third line of that\n",
            "SECURITY.md",
            "Write to us.\n");

    @TempDir
    Path folder;

    @Test
    void takesCheckoutAsItIs() throws IOException {
        var git = GitCheckout.of(folder.resolve("orders"), BASE);
        git.write("README.md", "# orders, ours\n\nHow it is run.\n");
        git.write("node_modules/a/index.js", "x");
        git.write("node_modules/b/package.json", "{}");
        git.write("logs/app.log", "ignored");
        git.write("out/app.jar", "ignored");
        git.write("readme.MD", "differs in case");
        git.write("video.mp4", new byte[6 << 20], false);
        git.write("ours\\file", "a backslash");
        git.write("own/notes.txt", "ours\n");
        Files.createSymbolicLink(git.folder().resolve("AGENTS.md"), Path.of("README.md"));
        Files.createSymbolicLink(git.folder().resolve("SECURITY.md"), Path.of("README.md"));

        var merged = merged(git);

        assertThat(merged.checkout().passedOver())
                .contains(
                        new PassedOver("node_modules", Reason.DEPENDENCIES, 2),
                        new PassedOver("logs/app.log", Reason.IGNORED, 1),
                        new PassedOver("out", Reason.IGNORED, 1),
                        new PassedOver("readme.MD", Reason.CASE, 1),
                        new PassedOver("video.mp4", Reason.LARGE, 1),
                        new PassedOver("ours\\file", Reason.PATH, 1),
                        new PassedOver("AGENTS.md", Reason.LINK, 1));
        assertThat(merged.checkout().passedOver()).extracting(PassedOver::path).contains(".git");
        assertThat(merged.checkout().files().files()).containsKey("own/notes.txt");
        assertThat(file(merged, "README.md").outcome()).isEqualTo(Outcome.CLEAN);
        assertThat(file(merged, "SECURITY.md").outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(file(merged, "SECURITY.md").detail()).contains("has a link at 'SECURITY.md'");
        assertApplies(git, merged);
        assertThat(git.folder().resolve("video.mp4")).hasSize(6 << 20);
        assertThat(git.folder().resolve("AGENTS.md")).isSymbolicLink();
    }

    @Test
    void stripsOneFolder() {
        GitCheckout.of(folder.resolve("orders"), BASE);
        var archive = GitCheckout.run(folder, List.of("tar", "-C", folder.toString(), "-c", "orders"), new byte[0]);
        var dotted = GitCheckout.run(folder, List.of("tar", "-C", folder.toString(), "-c", "./orders"), new byte[0]);

        for (var body : List.of(archive, dotted)) {
            var checkout = read(body);
            assertThat(checkout.folder()).isEqualTo("orders");
            assertThat(checkout.files()).isEqualTo(BASE);
        }
    }

    @Test
    void keepsFolderOfGoldenPath() {
        var inFolder = tree("app/a.txt", "a\n", "app/b.txt", "b\n");
        var git = GitCheckout.of(folder, inFolder);

        var checkout = ArchivedCheckout.of(git.tar()).read(inFolder, inFolder);

        assertThat(checkout.folder()).isEmpty();
        assertThat(checkout.files()).isEqualTo(inFolder);
    }

    @Test
    void refusesOtherRepositories() {
        var other = GitCheckout.of(folder.resolve("other"), tree("main.go", "package main\n", "go.mod", "module x\n"));
        var empty = GitCheckout.of(folder.resolve("empty"), FileTree.EMPTY);

        assertProblem(ProblemType.INVALID_PLAN_REQUEST, () -> merged(other))
                .hasMessageContaining("0 of the 7 files that path@1.0.0 has made")
                .hasMessageContaining("Looked for .gitignore, README.md")
                .hasMessageContaining("found go.mod, main.go");
        assertProblem(ProblemType.INVALID_PLAN_REQUEST, () -> merged(empty)).hasMessageContaining("found no file");
    }

    @Test
    void refusesRepositoryWithHardlyAnyFiles() {
        var files = new TreeMap<String, TreeFile>();
        for (int i = 0; i < 20; i++) {
            files.put("made/file" + i, TreeFile.text("the content of file %d\n".formatted(i)));
        }
        files.put("README.md", TreeFile.text("# one\n"));
        var base = FileTree.of(files);
        var git = GitCheckout.of(folder, tree("README.md", "# another\n", "main.go", "package main\n"));

        assertProblem(ProblemType.INVALID_PLAN_REQUEST, () -> MergedCheckouts.merged(git, base, base, List.of()))
                .hasMessageContaining("1 of the 21 files");
    }

    @Test
    void followsFilesThatServiceHasMoved() {
        var git = GitCheckout.of(folder, BASE);
        git.git("mv", "-k", "src", "app");
        git.git("mv", "deploy/values.yaml", "settings.yaml");

        var merged = merged(git);

        assertThat(merged.files()).extracting(MergedFile::outcome).doesNotContain(Outcome.CONFLICT);
        assertThat(file(merged, "app/main.txt").outcome()).isEqualTo(Outcome.CLEAN);
        assertThat(file(merged, "app/main.txt").detail()).contains("moved this file from 'src/main.txt'");
        assertThat(assertApplies(git, merged).find("app/main.txt").flatMap(TreeFile::text))
                .hasValueSatisfying(text -> assertThat(text).contains("a third line of that"));
    }

    @Test
    void keepsEditsInFilesThatTemplateHasMoved() {
        var files = new TreeMap<>(TARGET.files());
        files.put("program/main.txt", files.remove("src/main.txt"));
        var git = GitCheckout.of(folder, BASE);
        git.write("src/main.txt", "ours\n" + text(BASE, "src/main.txt"));

        var merged = MergedCheckouts.merged(git, BASE, FileTree.of(files), List.of());

        var after = assertApplies(git, merged);
        assertThat(after.find("src/main.txt")).isEmpty();
        assertThat(text(after, "program/main.txt"))
                .isEqualTo("ours\na first line of the program\na second line of the program\na third line of that\n");
        assertThat(merged.moves().movedFrom()).containsEntry("program/main.txt", "src/main.txt");
    }

    @Test
    void acceptsMigrationsThatServiceHasDone() {
        var move = migration(Migration.Kind.MOVE, "path", "src/main.txt", "to", "program/main.txt");
        var files = new TreeMap<>(TARGET.files());
        files.put("program/main.txt", files.remove("src/main.txt"));
        var git = GitCheckout.of(folder, BASE);
        git.write("program/x", "");
        git.git("mv", "src/main.txt", "program/main.txt");

        var merged = MergedCheckouts.merged(git, BASE, FileTree.of(files), List.of(move));

        assertThat(file(merged, "program/main.txt").outcome()).isEqualTo(Outcome.CLEAN);
        assertThat(merged.moves().done()).containsExactly(move);
    }

    @Test
    void setsValues() {
        var replicas = set("deploy/values.yaml", "/image/tag", JsonNodeFactory.instance.textNode("two"));
        var added = set("deploy/values.yaml", "/probes/live", JsonNodeFactory.instance.booleanNode(true));
        var git = GitCheckout.of(folder, BASE);
        git.write("deploy/values.yaml", "# ours\nreplicas: 1\nimage:\n  tag: one # pinned\n");

        var merged = MergedCheckouts.merged(git, BASE, TARGET, List.of(replicas, added));

        assertThat(text(assertApplies(git, merged), "deploy/values.yaml"))
                .isEqualTo("# ours\nreplicas: 2\nimage:\n  tag: two # pinned\nprobes: {\"live\": true}\n");
        assertThat(merged.values().result(replicas).orElseThrow().done()).isTrue();
        assertThat(merged.values().result(added).orElseThrow().done()).isTrue();
    }

    @Test
    void leavesValuesThatServiceHasSet() {
        var tag = set("deploy/values.yaml", "/image/tag", JsonNodeFactory.instance.textNode("two"));
        var git = GitCheckout.of(folder, BASE);
        git.write("deploy/values.yaml", "replicas: 1\nimage:\n  tag: mine\n");

        var merged = MergedCheckouts.merged(git, BASE, TARGET, List.of(tag));

        assertThat(text(assertApplies(git, merged), "deploy/values.yaml")).contains("tag: mine");
        assertThat(merged.values().result(tag).orElseThrow().done()).isFalse();
        assertThat(merged.values().result(tag).orElseThrow().detail()).contains("has its own value");
    }

    @Test
    void mergesListsByKey() {
        var git = GitCheckout.of(folder, BASE);
        git.write(
                "ci.yaml",
                "steps:\n  - name: build\n    run: mvn package\n  - name: ours\n    run: ours\n  - name: test\n    run: mvn verify\n");

        var merged = merged(git);

        assertThat(text(assertApplies(git, merged), "ci.yaml"))
                .contains("- name: scan", "- name: ours")
                .doesNotContain("<<<<<<<");
    }

    @Test
    void keepsExecutableFiles() {
        var base = changedMode(BASE, "run.sh");
        var git = GitCheckout.of(folder, base);

        var merged = MergedCheckouts.merged(
                git,
                base,
                changedMode(changed(TARGET, "run.sh", "#!/bin/sh\nexec java -jar new.jar\n"), "run.sh"),
                List.of());

        assertThat(assertApplies(git, merged).find("run.sh").orElseThrow().executable())
                .isTrue();
    }

    @Test
    void reportsDeletedManagedFile() {
        var git = GitCheckout.of(folder, BASE);
        git.git("rm", "-q", "ci.yaml");

        var merged = MergedService.of(
                new MergedService.Versions(
                        "path",
                        "1.0.0",
                        rendered(BASE, Map.of("ci.yaml", Behaviour.MANAGED)),
                        "1.1.0",
                        rendered(TARGET, Map.of("ci.yaml", Behaviour.MANAGED))),
                ArchivedCheckout.of(git.tar()),
                List.of());

        assertThat(file(merged, "ci.yaml").outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(assertApplies(git, merged).find("ci.yaml")).isEmpty();
    }

    private static MergedService merged(GitCheckout git) {
        return MergedCheckouts.merged(git, BASE, TARGET, List.of());
    }

    private static CheckoutFiles read(byte[] archive) {
        return ArchivedCheckout.of(archive).read(BASE, TARGET);
    }
}
