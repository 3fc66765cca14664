package dev.milepost.cli.backfill;

import static org.eclipse.jgit.lib.Constants.DOT_GIT;
import static org.eclipse.jgit.lib.Constants.DOT_GIT_EXT;
import static org.eclipse.jgit.lib.Constants.HEAD;
import static org.eclipse.jgit.lib.Constants.R_HEADS;
import static org.eclipse.jgit.lib.Constants.R_REMOTES;

import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** A git repository on this machine: also a bare one, a worktree, a submodule or a shallow clone. */
record LocalRepository(Repository repository, Optional<GitOrigin> origin) implements AutoCloseable {

    private static final List<String> DEFAULT_BRANCHES = List.of("main", "master", "trunk");

    /**
     * The branch that is deployed from.
     *
     * @param name null if HEAD is detached
     */
    record Branch(@Nullable String name, List<ObjectId> tips) {}

    /** Opens the repository that a folder is, or is in. */
    static LocalRepository open(Path folder) {
        IsolatedSystemReader.install();
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.cannotRun("The folder %s does not exist. Set the git repository with --git.", folder);
        }
        var builder = new FileRepositoryBuilder()
                .findGitDir(folder.toAbsolutePath().normalize().toFile());
        if (builder.getGitDir() == null) {
            throw CommandFailure.cannotRun("%s is not in a git repository. Set one with --git.", folder);
        }
        try {
            var repository = builder.setMustExist(true).build();
            return new LocalRepository(repository, GitOrigin.of(repository.getConfig()));
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailure.failed("The git repository of %s cannot be read: %s.", folder, e.getMessage());
        }
    }

    /** The name of the repository: that of its origin, otherwise of its folder. */
    String name() {
        return origin.map(GitOrigin::name).orElseGet(this::folderName);
    }

    private String folderName() {
        var common = repository.getCommonDirectory().toPath().toAbsolutePath().normalize();
        var folder = repository.isBare() ? common : repository.getWorkTree().toPath();
        if (common.endsWith(DOT_GIT)) {
            // Also for a linked worktree, because its own folder is usually named after a task.
            folder = common.getParent();
        }
        var name = folder == null ? null : folder.getFileName();
        return name == null ? "repository" : withoutGit(name.toString());
    }

    private static String withoutGit(String name) {
        return name.endsWith(DOT_GIT_EXT) && name.length() > DOT_GIT_EXT.length()
                ? name.substring(0, name.length() - DOT_GIT_EXT.length())
                : name;
    }

    /** The requested branch, otherwise the one that is most likely the main branch. */
    Branch mainBranch(Optional<String> requested) throws IOException {
        if (requested.isPresent()) {
            return findBranch(requested.get())
                    .orElseThrow(() -> CommandFailure.cannotRun("The repository has no branch %s.", requested.get()));
        }
        for (var candidate : candidates()) {
            var branch = findBranch(candidate);
            if (branch.isPresent()) {
                return branch.get();
            }
        }
        var head = repository.exactRef(HEAD);
        if (head != null && head.getObjectId() != null) {
            return new Branch(null, List.of(head.getObjectId()));
        }
        if (repository.getRefDatabase().getRefsByPrefix(R_HEADS).isEmpty()) {
            throw CommandFailure.failed(
                    "The repository %s has no commits. Set another one with --git.", repository.getDirectory());
        }
        throw CommandFailure.cannotRun("The main branch could not be detected. Set it with --branch.");
    }

    /**
     * HEAD names the main branch in a bare repository and in the origin. Elsewhere it is the branch that is checked
     * out.
     */
    private List<String> candidates() throws IOException {
        var candidates = new ArrayList<String>();
        if (repository.isBare()) {
            headOf(HEAD, R_HEADS).ifPresent(candidates::add);
        }
        headOf(remotes() + HEAD, remotes()).ifPresent(candidates::add);
        candidates.addAll(DEFAULT_BRANCHES);
        headOf(HEAD, R_HEADS).ifPresent(candidates::add);
        return candidates;
    }

    private Optional<String> headOf(String head, String prefix) throws IOException {
        return Optional.ofNullable(repository.exactRef(head))
                .filter(Ref::isSymbolic)
                .map(ref -> ref.getTarget().getName())
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()));
    }

    private Optional<Branch> findBranch(String name) throws IOException {
        var tips = Stream.of(repository.exactRef(R_HEADS + name), repository.exactRef(remotes() + name))
                .flatMap(Stream::ofNullable)
                .map(Ref::getObjectId)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        return tips.isEmpty() ? Optional.empty() : Optional.of(new Branch(name, tips));
    }

    private String remotes() {
        return R_REMOTES + origin.map(GitOrigin::remote).orElse("origin") + "/";
    }

    @Override
    public void close() {
        repository.close();
    }
}
