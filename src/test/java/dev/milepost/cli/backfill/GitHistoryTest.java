package dev.milepost.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which commits are deployments, and what is said of it. */
class GitHistoryTest {

    @TempDir
    Path folder;

    private TestGitRepository git;

    @BeforeEach
    void create() throws IOException {
        git = TestGitRepository.create(folder.resolve("payments"));
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void deploysMergesWithoutTags() throws IOException {
        var base = git.commit("begin");
        var side = git.commit("side", "work", List.of(base));
        var inner = git.commit("side", "Merge main into side", List.of(side, base));
        var merge = git.commit("main", "Merge side", List.of(base, inner));

        assertThat(deployed(HistorySelection.DEFAULT)).containsExactly(merge.name());
        assertThat(remarks(HistorySelection.DEFAULT))
                .containsExactly("There are no release tags. The merges into main count as deployments.");
    }

    @Test
    void deploysCommitsWithoutTagsAndMerges() throws IOException {
        var first = git.commit("begin");
        var second = git.commit("go on");
        git.tag("1.0.0-rc1", first);
        git.tag("latest", second);

        assertThat(deployed(HistorySelection.DEFAULT)).containsExactly(first.name(), second.name());
        assertThat(remarks(HistorySelection.DEFAULT))
                .containsExactly(
                        "There are no release tags. The commits of main count as deployments.",
                        "Not used: 1 pre-release and 1 other tag, such as latest."
                                + " Use --tags PATTERN to select other tags.");
    }

    @Test
    void deploysMergesOrCommitsOnRequest() throws IOException {
        var base = git.commit("begin");
        var side = git.commit("side", "work", List.of(base));
        var merge = git.commit("main", "Merge side", List.of(base, side));
        git.tag("1.0.0", merge);

        assertThat(deployed(asked(DeploymentSource.MERGES))).containsExactly(merge.name());
        assertThat(deployed(asked(DeploymentSource.COMMITS))).containsExactly(base.name(), merge.name());
        assertThat(remarks(asked(DeploymentSource.MERGES))).containsExactly("Deployments are the merges into main.");
    }

    @Test
    void deploysTagsMatchingPattern() throws IOException {
        git.tag("payments/2", git.commit("begin"));
        git.tag("orders/1", git.commit("go on"));

        assertThat(deployed(tags("pay*"))).containsExactly("payments/2");
    }

    @Test
    void readsPackedTagsAndUnicodeNames() throws IOException {
        var first = git.commit("begin").name();
        var second = git.commit("go on").name();
        var packed = "# pack-refs with: peeled fully-peeled sorted\n%s refs/tags/1.0.0\n%s refs/tags/выпуск-2.0\n";
        Files.writeString(
                git.repository().getDirectory().toPath().resolve("packed-refs"), packed.formatted(first, second));

        assertThat(deployed(HistorySelection.DEFAULT)).containsExactly("1.0.0", "выпуск-2.0");
    }

    @Test
    void countsTagsOfOneCommitOnce() throws IOException {
        var first = git.commit("begin");
        git.tag("v0.314.0", first);
        git.tag("v3.14.0", first);
        git.tag("v3.2.0", first);
        var second = git.commit("go on");
        git.annotatedTag("v3.15.0", second, TestGitRepository.START.plus(Duration.ofDays(9)));
        git.annotatedTag("v0.315.0", second, TestGitRepository.START.plus(Duration.ofDays(8)));

        assertThat(deployed(HistorySelection.DEFAULT)).containsExactly("v3.14.0", "v0.315.0");
        assertThat(remarks(HistorySelection.DEFAULT))
                .containsExactly(
                        "Deployments are the release tags.",
                        "Tags of one commit are one release: v3.14.0 counts, v0.314.0, v3.2.0 do not.",
                        "Tags of one commit are one release: v0.315.0 counts, v3.15.0 does not.");
    }

    /** Those of a monorepo can be many. */
    @Test
    void limitsWhatIsPrintedOfTags() throws IOException {
        for (int i = 0; i < 7; i++) {
            var commit = git.commit("change " + i);
            for (int module = 0; module < 7; module++) {
                git.tag("module%d-1.%d.0".formatted(module, i), commit);
            }
        }

        assertThat(deployed(HistorySelection.DEFAULT)).hasSize(7);
        assertThat(remarks(HistorySelection.DEFAULT))
                .hasSize(7)
                .contains("Tags of one commit are one release: module6-1.6.0 counts, module0-1.6.0, module1-1.6.0,"
                        + " module2-1.6.0, module3-1.6.0, module4-1.6.0 and 1 more do not.")
                .last()
                .isEqualTo("So are the tags of 2 commits more.");
    }

    @Test
    void refusesPatternWithoutMatches() throws IOException {
        git.tag("1.0.0", git.commit("begin"));

        assertThatThrownBy(() -> deployed(tags("v*")))
                .hasMessage("No tag that points to a commit matches 'v*'. The repository has tags such as 1.0.0:"
                        + " select them with --tags, or use --deployments merges without --tags.");
        assertThatThrownBy(() ->
                        new HistorySelection(Optional.of(DeploymentSource.MERGES), Optional.of("v*"), Optional.empty()))
                .hasMessageContaining("cannot be combined with --deployments merges");
    }

    @Test
    void refusesMergesInLinearHistory() throws IOException {
        git.commit("begin");

        assertThatThrownBy(() -> deployed(asked(DeploymentSource.MERGES)))
                .hasMessageContaining("--deployments commits");
        assertThatThrownBy(() -> deployed(asked(DeploymentSource.TAGS)))
                .hasMessageContaining("The repository has no tags");
    }

    @Test
    void reportsEmptyRepository() {
        assertThatThrownBy(() -> deployed(HistorySelection.DEFAULT))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("has no commits");
    }

    @Test
    void reportsShallowClone() throws IOException {
        git.commit("begin");
        git.cutOffBefore(git.commit("go on"));

        assertThat(remarks(HistorySelection.DEFAULT)).last().asString().contains("git fetch --unshallow");
    }

    private static HistorySelection asked(DeploymentSource deployedBy) {
        return new HistorySelection(Optional.of(deployedBy), Optional.empty(), Optional.empty());
    }

    private static HistorySelection tags(String pattern) {
        return new HistorySelection(Optional.empty(), Optional.of(pattern), Optional.empty());
    }

    private List<String> deployed(HistorySelection selection) throws IOException {
        var deployed = new ArrayList<String>();
        try (var checkout = LocalRepository.open(git.folder());
                var history = GitHistory.read(checkout, selection)) {
            history.forEachDeployment(one -> deployed.add(one.deploymentId()));
            assertThat(history.deployments()).isEqualTo(deployed.size());
        }
        return deployed;
    }

    private List<String> remarks(HistorySelection selection) throws IOException {
        try (var checkout = LocalRepository.open(git.folder());
                var history = GitHistory.read(checkout, selection)) {
            return new HistorySummary("payments", history).remarks();
        }
    }
}
