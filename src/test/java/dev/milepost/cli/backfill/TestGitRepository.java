package dev.milepost.cli.backfill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A git repository that tests write history into, commit after commit, an hour apart. */
final class TestGitRepository implements AutoCloseable {

    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    static final String PERSON = "someone@example.org";

    private final Path folder;
    private final Repository repository;
    private int commits;

    private TestGitRepository(Path folder, Repository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    static TestGitRepository create(Path folder) throws IOException {
        IsolatedSystemReader.install();
        Files.createDirectories(folder);
        var git = folder.resolve(Constants.DOT_GIT).toFile();
        var repository = new FileRepositoryBuilder().setGitDir(git).build();
        repository.create();
        repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
        return new TestGitRepository(folder, repository);
    }

    Path folder() {
        return folder;
    }

    Repository repository() {
        return repository;
    }

    /** Commits to the main branch. */
    ObjectId commit(String message) throws IOException {
        var head = repository.resolve(Constants.R_HEADS + "main");
        return commit("main", message, head == null ? List.of() : List.of(head));
    }

    ObjectId commit(String branch, String message, List<ObjectId> parents) throws IOException {
        try (var inserter = repository.newObjectInserter()) {
            var id = insert(inserter, message, parents);
            inserter.flush();
            point(Constants.R_HEADS + branch, id);
            return id;
        }
    }

    /** Many commits in one pack, of the form that busy repositories have: every fifth merges a branch of three. */
    void grow(int count) throws IOException {
        try (var inserter = ((FileRepository) repository).getObjectDatabase().newPackInserter()) {
            var main = insert(inserter, "feat: begin", List.of());
            while (commits < count) {
                var branch = main;
                for (int i = 0; i < 3 && commits < count - 1; i++) {
                    branch = insert(
                            inserter, "fix: part " + commits + "\n\n" + "Why it is so. ".repeat(20), List.of(branch));
                }
                main = insert(
                        inserter,
                        "Merge branch " + commits,
                        branch.equals(main) ? List.of(main) : List.of(main, branch));
            }
            inserter.flush();
            point(Constants.R_HEADS + "main", main);
        }
    }

    private ObjectId insert(ObjectInserter inserter, String message, List<ObjectId> parents) throws IOException {
        var commit = new CommitBuilder();
        commit.setTreeId(inserter.insert(Constants.OBJ_TREE, new byte[0]));
        commit.setParentIds(new ArrayList<>(parents));
        commit.setAuthor(person(START));
        commit.setCommitter(person(START.plusSeconds(3600L * commits++)));
        commit.setMessage(message);
        return inserter.insert(commit);
    }

    void tag(String name, ObjectId target) throws IOException {
        point(Constants.R_TAGS + name, target);
    }

    void annotatedTag(String name, ObjectId target, Instant taggedAt) throws IOException {
        annotatedTag(name, target, Constants.OBJ_COMMIT, taggedAt);
    }

    void annotatedTagOfTag(String name, ObjectId target, Instant taggedAt) throws IOException {
        annotatedTag(name, target, Constants.OBJ_TAG, taggedAt);
    }

    private void annotatedTag(String name, ObjectId target, int type, Instant taggedAt) throws IOException {
        try (var inserter = repository.newObjectInserter()) {
            var tag = new TagBuilder();
            tag.setTag(name);
            tag.setObjectId(target, type);
            tag.setTagger(person(taggedAt));
            tag.setMessage(name);
            var id = inserter.insert(tag);
            inserter.flush();
            tag(name, id);
        }
    }

    void point(String ref, ObjectId target) throws IOException {
        var update = repository.updateRef(ref, true);
        update.setNewObjectId(target);
        update.forceUpdate();
    }

    /** Cuts history off before a commit, as in a shallow clone. */
    void cutOffBefore(ObjectId commit) throws IOException {
        Files.writeString(repository.getDirectory().toPath().resolve("shallow"), commit.name() + "\n");
    }

    void cloneOf(String url) throws IOException {
        repository.getConfig().setString("remote", "origin", "url", url);
        repository.getConfig().save();
    }

    static PersonIdent person(Instant at) {
        return new PersonIdent("Some One", PERSON, at, ZoneOffset.ofHours(2));
    }

    @Override
    public void close() {
        repository.close();
    }
}
