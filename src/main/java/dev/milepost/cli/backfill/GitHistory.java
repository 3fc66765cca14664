package dev.milepost.cli.backfill;

import dev.milepost.cli.command.CommandFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevFlag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * The commits and deployments of a repository. Only the commit graph is kept in memory, about a hundred bytes for each
 * commit. The content of a commit is read again when it is processed.
 */
final class GitHistory implements AutoCloseable {

    private final LocalRepository checkout;
    private final RevWalk walk;
    private final RevFlag onMain;
    private final List<RevCommit> newestFirst = new ArrayList<>();
    private Set<ObjectId> boundary = Set.of();
    private LocalRepository.Branch main = new LocalRepository.Branch(null, List.of());
    private DeploymentTags tags = DeploymentTags.NONE;
    private DeploymentSource deployedBy = DeploymentSource.TAGS;
    private boolean fallback;
    private int deployments;

    private GitHistory(LocalRepository checkout) {
        this.checkout = checkout;
        this.walk = new RevWalk(checkout.repository());
        this.onMain = walk.newFlag("main");
    }

    /** A consumer that may throw {@link IOException}. */
    interface IoConsumer<T> {
        void accept(T what) throws IOException;
    }

    /** A commit that was deployed. */
    record DeployedCommit(String deploymentId, RevCommit commit, CommitTime time) {}

    static GitHistory read(LocalRepository checkout, HistorySelection selection) throws IOException {
        var history = new GitHistory(checkout);
        try {
            history.load(selection);
            return history;
        } catch (IOException | RuntimeException e) {
            history.close();
            throw e;
        }
    }

    private void load(HistorySelection selection) throws IOException {
        walk.setRetainBody(false);
        boundary = Set.copyOf(checkout.repository().getObjectDatabase().getShallowCommits());
        main = checkout.mainBranch(selection.branch());
        if (selection.allowsTags()) {
            tags = DeploymentTags.read(checkout.repository(), walk, selection.releaseTags());
            tags.requireAnyOf(selection);
        }
        var tip = start();
        for (var commit = walk.next(); commit != null; commit = walk.next()) {
            newestFirst.add(commit);
        }
        flagMain(tip);
        chooseDeploymentSource(selection);
    }

    /** Adds the starting points of the walk and returns the tip of the main branch. */
    private RevCommit start() throws IOException {
        RevCommit newest = null;
        for (var tip : main.tips()) {
            var commit = walk.parseCommit(tip);
            walk.markStart(commit);
            newest = newest == null || commit.getCommitTime() > newest.getCommitTime() ? commit : newest;
        }
        for (var release : tags.releases()) {
            walk.markStart(release.commit());
        }
        return Objects.requireNonNull(newest, "a branch has a tip");
    }

    private void flagMain(RevCommit tip) {
        var commit = tip;
        while (true) {
            commit.add(onMain);
            if (commit.getParentCount() == 0) {
                return;
            }
            commit = commit.getParent(0);
        }
    }

    private void chooseDeploymentSource(HistorySelection selection) {
        deployments = tags.releases().size();
        if (selection.allowsTags() && deployments > 0) {
            return;
        }
        fallback = selection.deployedBy().isEmpty();
        deployedBy = selection.deployedBy().orElse(DeploymentSource.MERGES);
        deployments = (int) newestFirst.stream().filter(this::isDeployed).count();
        if (deployments == 0 && fallback) {
            deployedBy = DeploymentSource.COMMITS;
            deployments = (int) newestFirst.stream().filter(this::isDeployed).count();
        }
        if (deployments == 0) {
            throw CommandFailure.cannotRun("The main branch has no merges. Use --deployments commits.");
        }
    }

    private boolean isDeployed(RevCommit commit) {
        return commit.has(onMain) && (deployedBy == DeploymentSource.COMMITS || commit.getParentCount() > 1);
    }

    /** Passes every commit to the consumer, approximately oldest first. */
    void forEachCommit(IoConsumer<RevCommit> consumer) throws IOException {
        forEach(commit -> true, consumer);
    }

    private void forEach(Predicate<RevCommit> wanted, IoConsumer<RevCommit> consumer) throws IOException {
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            var commit = newestFirst.get(i);
            if (wanted.test(commit)) {
                walk.parseBody(commit);
                consumer.accept(commit);
                commit.disposeBody();
            }
        }
    }

    /** Passes every deployment to the consumer, oldest first. */
    void forEachDeployment(IoConsumer<DeployedCommit> consumer) throws IOException {
        if (deployedBy == DeploymentSource.TAGS) {
            for (var release : tags.releases()) {
                walk.parseBody(release.commit());
                consumer.accept(new DeployedCommit(release.tag(), release.commit(), release.time()));
            }
            return;
        }
        forEach(
                this::isDeployed,
                commit -> consumer.accept(new DeployedCommit(commit.name(), commit, CommitTime.of(commit))));
    }

    /** Whether the parents of a commit were cut off, as at the end of a shallow clone. */
    boolean isShallowBoundary(RevCommit commit) {
        return boundary.contains(commit);
    }

    /** The branch that a commit was made on or merged into; empty unless that is the main branch. */
    Optional<String> branch(RevCommit commit) {
        return Optional.ofNullable(commit.has(onMain) ? main.name() : null);
    }

    /** The name of the main branch; null if HEAD is detached. */
    @Nullable
    String mainBranch() {
        return main.name();
    }

    int commits() {
        return newestFirst.size();
    }

    long events() {
        return (long) commits() + deployments;
    }

    int deployments() {
        return deployments;
    }

    DeploymentSource deploymentSource() {
        return deployedBy;
    }

    /** Whether deployments are read from something other than tags without a request to do so. */
    boolean isFallback() {
        return fallback;
    }

    DeploymentTags tags() {
        return tags;
    }

    boolean isShallow() {
        return !boundary.isEmpty();
    }

    @Override
    public void close() {
        walk.close();
    }
}
