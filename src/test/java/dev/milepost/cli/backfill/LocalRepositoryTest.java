package dev.milepost.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which repository a folder is, its name and its main branch. */
class LocalRepositoryTest {

    @TempDir
    Path folder;

    private TestGitRepository git;

    @BeforeEach
    void create() throws IOException {
        git = TestGitRepository.create(folder.resolve("payments"));
        git.commit("begin");
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void findsEnclosingRepository() throws IOException {
        var inside = Files.createDirectories(git.folder().resolve("src/main"));

        assertThat(read(inside)).isEqualTo("payments main 1");
    }

    @Test
    void readsABareRepository() throws IOException {
        var bare = folder.resolve("orders.git");
        copyGitFolder(bare);
        Files.writeString(bare.resolve("config"), "[core]\n\tbare = true\n");

        assertThat(read(bare)).isEqualTo("orders main 1");
    }

    @Test
    void readsLinkedWorktree() throws IOException {
        var worktree = Files.createDirectories(folder.resolve("task"));
        var linked = Files.createDirectories(gitFolder().resolve("worktrees/task"));
        Files.writeString(worktree.resolve(Constants.DOT_GIT), "gitdir: " + linked + "\n");
        Files.writeString(linked.resolve("gitdir"), worktree.resolve(Constants.DOT_GIT) + "\n");
        Files.writeString(linked.resolve("commondir"), "../..\n");
        Files.writeString(linked.resolve("HEAD"), "ref: refs/heads/task\n");
        git.point("refs/heads/task", git.repository().resolve("main"));

        assertThat(read(worktree)).isEqualTo("payments main 1");
    }

    @Test
    void readsASubmodule() throws IOException {
        var modules = folder.resolve("whole/.git/modules/part");
        copyGitFolder(modules);
        var part = Files.createDirectories(folder.resolve("whole/part"));
        Files.writeString(part.resolve(Constants.DOT_GIT), "gitdir: ../.git/modules/part\n");
        Files.writeString(modules.resolve("config"), "[core]\n\tworktree = ../../../part\n");

        assertThat(read(part)).isEqualTo("part main 1");
    }

    @Test
    void readsDetachedHeadWithoutMainBranch() throws IOException {
        Files.writeString(
                gitFolder().resolve("HEAD"), git.repository().resolve("main").name() + "\n");
        Files.delete(gitFolder().resolve("refs/heads/main"));

        assertThat(read(git.folder())).isEqualTo("payments null 1");
    }

    @Test
    void readsMainBranchOfOriginAndLocalCommitsAhead() throws IOException {
        git.cloneOf("https://example.org/acme/pay.git");
        var base = git.repository().resolve("main");
        var pushed = git.commit("develop", "pushed", List.of(base));
        git.point("refs/remotes/origin/develop", pushed);
        git.commit("develop", "not yet pushed", List.of(pushed));
        git.repository().updateRef("refs/remotes/origin/HEAD").link("refs/remotes/origin/develop");

        assertThat(read(git.folder())).isEqualTo("pay develop 3");
    }

    @Test
    void readsRequestedBranch() throws IOException {
        git.commit("release", "patch", List.of(git.repository().resolve("main")));

        try (var checkout = LocalRepository.open(git.folder())) {
            assertThat(checkout.mainBranch(Optional.of("release")).name()).isEqualTo("release");
            assertThatThrownBy(() -> checkout.mainBranch(Optional.of("gone")))
                    .hasMessage("The repository has no branch gone.");
        }
    }

    @Test
    void reportsUnusableFolder() throws IOException {
        var empty = Files.createDirectories(folder.resolve("empty"));

        assertThatThrownBy(() -> LocalRepository.open(empty))
                .hasMessageEndingWith("is not in a git repository. Set one with --git.");
        assertThatThrownBy(() -> LocalRepository.open(folder.resolve("gone"))).hasMessageStartingWith("The folder ");
    }

    @Test
    void reportsUnsupportedRepositoryFormat() throws IOException {
        Files.writeString(gitFolder().resolve("config"), "[core]\n\trepositoryformatversion = 99\n");

        assertThatThrownBy(() -> LocalRepository.open(git.folder()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("cannot be read: Unknown repository format");
    }

    private String read(Path of) throws IOException {
        try (var checkout = LocalRepository.open(of);
                var history = GitHistory.read(checkout, HistorySelection.DEFAULT)) {
            return checkout.name() + " " + history.mainBranch() + " " + history.commits();
        }
    }

    private Path gitFolder() {
        return git.repository().getDirectory().toPath();
    }

    private void copyGitFolder(Path to) throws IOException {
        try (var files = Files.walk(gitFolder())) {
            for (var file : files.toList()) {
                var copy = to.resolve(gitFolder().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
