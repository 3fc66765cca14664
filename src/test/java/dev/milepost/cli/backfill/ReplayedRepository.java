package dev.milepost.cli.backfill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A random history in a real git repository, with the deliveries that GitHub sends while it is made: direct pushes, long-lived
 * branches that are rewritten and that merge main, pull requests that are merged by a merge commit, squashed or rebased, force
 * pushes of main, and tags.
 */
final class ReplayedRepository implements AutoCloseable {

    private static final String MAIN = "main";

    private final Random random;
    private final String slug;
    private final TestGitRepository git;
    private final RevWalk walk;
    private final List<GitHubDelivery> deliveries = new ArrayList<>();
    private final Map<String, ObjectId> branches = new TreeMap<>();

    /** What main pointed to after each push, without heads that were dropped. */
    private final List<ObjectId> heads = new ArrayList<>();

    private final Set<ObjectId> tagged = new HashSet<>();
    private Instant now = TestGitRepository.START;
    private int made;

    ReplayedRepository(long seed, Path folder, String slug) throws IOException {
        this.random = new Random(seed);
        this.slug = slug;
        this.git = TestGitRepository.create(folder);
        this.walk = new RevWalk(git.repository());
        var first = commit(MAIN, "Begin", List.of());
        heads.add(first);
        push(MAIN, ObjectId.zeroId(), first, false);
        tag();
    }

    /** In the order in which things happened. */
    List<GitHubDelivery> deliveries() {
        return deliveries;
    }

    void grow() throws IOException {
        switch (random.nextInt(12)) {
            case 0, 1 -> push(MAIN, head(), extend(MAIN, head(), 1 + random.nextInt(3)), false);
            case 2, 3, 4 -> workOnBranch();
            case 5 -> mergeCommit(true);
            case 6 -> mergeCommit(false);
            case 7 -> squash();
            case 8 -> rebase();
            case 9 -> resetMain();
            default -> tag();
        }
    }

    /** Replaces commits at the end of main. Without its graph GitHub's delivery does not say which. */
    void rewriteMain() throws IOException {
        var before = head();
        var kept = dropHeads();
        if (!kept.equals(before)) {
            push(MAIN, before, extend(MAIN, kept, 1 + random.nextInt(2)), true);
        }
    }

    /** Main goes back to an earlier head; a push that was dropped may come again. */
    private void resetMain() throws IOException {
        var before = head();
        int pushes = heads.size();
        var kept = dropHeads();
        if (kept.equals(before)) {
            return;
        }
        git.point(Constants.R_HEADS + MAIN, kept);
        push(MAIN, before, kept, true);
        if (pushes - heads.size() == 1 && random.nextBoolean()) {
            git.point(Constants.R_HEADS + MAIN, before);
            push(MAIN, kept, before, false);
        }
    }

    /** Drops the last heads of main, and none that is tagged or that a branch has. Returns the last that is kept. */
    private ObjectId dropHeads() throws IOException {
        int kept = heads.size() - 1;
        int most = 1 + random.nextInt(2);
        while (kept > 0 && heads.size() - kept <= most && isUnused(heads.get(kept), heads.get(kept - 1))) {
            kept--;
        }
        heads.subList(kept + 1, heads.size()).clear();
        return heads.get(kept);
    }

    private boolean isUnused(ObjectId head, ObjectId before) throws IOException {
        for (var commit : missing(head, before)) {
            if (tagged.contains(commit)) {
                return false;
            }
            for (var branch : branches.values()) {
                if (missing(commit, branch).isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Begins a branch at any head of main, goes on with one, merges main into it, or rewrites its last commit. */
    private void workOnBranch() throws IOException {
        if (branches.isEmpty() || random.nextInt(3) == 0) {
            var name = "topic-" + made++;
            var from = heads.get(random.nextInt(heads.size()));
            branches.put(name, extend(name, from, 1 + random.nextInt(3)));
            push(name, ObjectId.zeroId(), branch(name), false);
            return;
        }
        var name = anyBranch();
        var before = branch(name);
        boolean rewritten = random.nextInt(3) == 0;
        if (rewritten) {
            // It keeps its message, by which the deliveries tell a merge.
            branches.put(
                    name,
                    commit(
                            name,
                            parsed(before).getFullMessage(),
                            List.<ObjectId>of(parsed(before).getParents())));
        } else if (random.nextBoolean() && !missing(head(), before).isEmpty()) {
            branches.put(name, commit(name, "Merge branch 'main' into " + name, List.of(before, head())));
        } else {
            branches.put(name, extend(name, before, 1 + random.nextInt(2)));
        }
        push(name, before, branch(name), rewritten);
    }

    /** @param asPullRequest whether GitHub merges it; else somebody does and pushes main */
    private void mergeCommit(boolean asPullRequest) throws IOException {
        if (branches.isEmpty()) {
            return;
        }
        var name = anyBranch();
        var last = branch(name);
        int commits = missing(last, head()).size();
        if (commits == 0) {
            return;
        }
        var title = asPullRequest
                ? random.nextBoolean() ? "Merge pull request #%d from acme/x".formatted(made) : "Do it (#1)"
                : "Merge branch '%s'".formatted(name);
        var before = head();
        var merge = commit(MAIN, title, List.of(before, last));
        if (asPullRequest) {
            deliveries.add(GitHubDelivery.merged(slug, made++, last, commits, walk.parseCommit(merge)));
        }
        push(MAIN, before, merge, false);
        delete(name);
    }

    private void squash() throws IOException {
        if (branches.isEmpty()) {
            return;
        }
        var name = anyBranch();
        var last = branch(name);
        var before = head();
        int commits = missing(last, before).size();
        var squashed = commit(MAIN, "Do it (#%d)".formatted(made), List.of(before));
        push(MAIN, before, squashed, false);
        deliveries.add(GitHubDelivery.merged(slug, made++, last, commits, walk.parseCommit(squashed)));
        delete(name);
    }

    /** Copies each commit of the branch but its merges. */
    private void rebase() throws IOException {
        if (branches.isEmpty()) {
            return;
        }
        var name = anyBranch();
        var last = branch(name);
        var before = head();
        var commits = missing(last, before);
        var copied = before;
        for (var commit : commits) {
            if (commit.getParentCount() < 2) {
                copied = commit(MAIN, "Copied work", List.of(copied));
            }
        }
        if (copied.equals(before)) {
            return;
        }
        push(MAIN, before, copied, false);
        deliveries.add(GitHubDelivery.merged(slug, made++, last, commits.size(), walk.parseCommit(copied)));
        delete(name);
    }

    private void delete(String name) throws IOException {
        var last = branch(name);
        branches.remove(name);
        var update = git.repository().updateRef(Constants.R_HEADS + name);
        update.setForceUpdate(true);
        update.delete();
        push(name, last, ObjectId.zeroId(), false);
    }

    /** Releases any head of main, sometimes twice, by a tag and a deployment of it. */
    private void tag() throws IOException {
        var commit = parsed(heads.get(Math.max(0, heads.size() - 1 - random.nextInt(random.nextInt(5) + 1))));
        tagged.add(commit);
        int id = ++made;
        var name = "v1.%d.0".formatted(id);
        now = now.plus(Duration.ofMinutes(7));
        git.annotatedTag(name, commit, now);
        if (random.nextBoolean()) {
            deliveries.add(GitHubDelivery.deployed(slug, id, commit, "in_progress", now.minusSeconds(60)));
            deliveries.add(GitHubDelivery.deployed(slug, id, commit, "success", now));
        } else {
            deliveries.add(GitHubDelivery.tag(slug, name, commit));
            deliveries.add(GitHubDelivery.released(slug, id, name, now));
        }
    }

    private ObjectId extend(String branch, ObjectId from, int commits) throws IOException {
        var last = from;
        for (int i = 0; i < commits; i++) {
            last = commit(branch, random.nextBoolean() ? "fix: work" : "Work", List.of(last));
        }
        return last;
    }

    private ObjectId commit(String branch, String message, List<ObjectId> parents) throws IOException {
        var commit = git.commit(branch, message, parents);
        now = CommitTime.of(parsed(commit)).instant();
        return commit;
    }

    private void push(String branch, ObjectId before, ObjectId after, boolean forced) throws IOException {
        // GitHub lists the commits of a new branch that no other branch has.
        var known = before.equals(ObjectId.zeroId()) && !branch.equals(MAIN) ? head() : before;
        var listed = after.equals(ObjectId.zeroId()) ? List.<RevCommit>of() : missing(after, known);
        deliveries.add(GitHubDelivery.push(slug, Constants.R_HEADS + branch, before, after, forced, listed));
        if (branch.equals(MAIN) && !heads.contains(after)) {
            heads.add(after);
        }
    }

    private ObjectId head() {
        return heads.get(heads.size() - 1);
    }

    private ObjectId branch(String name) {
        return Objects.requireNonNull(branches.get(name));
    }

    private String anyBranch() {
        return List.copyOf(branches.keySet()).get(random.nextInt(branches.size()));
    }

    private RevCommit parsed(ObjectId commit) throws IOException {
        var parsed = walk.parseCommit(commit);
        walk.parseBody(parsed);
        return parsed;
    }

    private List<RevCommit> missing(ObjectId commit, ObjectId known) throws IOException {
        return UnlistedCommits.between(git.repository(), known, commit, random);
    }

    @Override
    public void close() {
        walk.close();
        git.close();
    }
}
