package dev.milepost.events.vendors;

import com.google.re2j.Pattern;
import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import dev.milepost.events.vendors.GitHubRepository.BranchFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Translates {@code push}: each commit becomes {@code change.created}. A commit that was pushed before, on any branch,
 * has the same id and is a duplicate. So is a commit that a force-push restores.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#push">GitHub: push</a>
 */
final class PushTranslator {

    private static final String HEADS = "refs/heads/";

    /** The beginning of the message of a revert, as git, GitHub and Conventional Commits write it. */
    private static final Pattern REVERT = Pattern.compile("Revert\\b|revert(?:\\([^)]*\\))?!?:");

    private static final Pattern FIX = Pattern.compile("fix(?:\\([^)]*\\))?!?:");

    private final BranchFilter branches;

    PushTranslator(BranchFilter branches) {
        this.branches = branches;
    }

    GitHubEventDrafts translate(Payload push, GitHubRepository repository) {
        var ref = push.text("/ref");
        if (!ref.startsWith(HEADS)) {
            return GitHubEventDrafts.ignored("The push is not to a branch.");
        }
        if (push.isTrue("/deleted")) {
            return GitHubEventDrafts.ignored("The branch was deleted.");
        }
        var branch = ref.substring(HEADS.length());
        if (!branches.matches(branch, repository)) {
            return GitHubEventDrafts.ignored("The branch does not match milepost.webhooks.github.branches.");
        }
        var commits = push.elements("/commits");
        if (commits.isEmpty()) {
            return GitHubEventDrafts.ignored("The push has no commits.");
        }
        var parent = onlyParent(push, commits);
        return GitHubEventDrafts.of(commits.stream()
                .map(commit -> commit(commit, branch, parent, repository))
                .toList());
    }

    private static GitHubEventDraft commit(
            Payload commit, String branch, Optional<String> parent, GitHubRepository repository) {
        var sha = commit.text("/id");
        var time = commit.text("/timestamp");
        var draft = new EventDraft("change.created", "commit/" + sha, time)
                .with("commit_sha", sha)
                .with("committed_at", time)
                .with("branch", branch)
                .with("kind", kind(commit.find("/message").orElse("")))
                .with("repository", repository.address());
        parent.ifPresent(known -> draft.with("parent_shas", List.of(known)));
        var files = new ArrayList<>(commit.texts("/added"));
        files.addAll(commit.texts("/removed"));
        files.addAll(commit.texts("/modified"));
        return new GitHubEventDraft(draft, files, null);
    }

    /**
     * The parent of the only commit of a push. The payload has no parents, but the commits of a push lie between the
     * head before and the head after it. For a single commit the parent is the head before, unless the push created or
     * forced the branch.
     */
    private static Optional<String> onlyParent(Payload push, List<Payload> commits) {
        var isKnown = commits.size() == 1
                && !push.isTrue("/created")
                && !push.isTrue("/forced")
                && commits.get(0).find("/id").equals(push.find("/after"));
        return isKnown ? push.find("/before") : Optional.empty();
    }

    private static Optional<String> kind(String message) {
        if (REVERT.matcher(message).lookingAt()) {
            return Optional.of("revert");
        }
        return FIX.matcher(message).lookingAt() ? Optional.of("fix") : Optional.empty();
    }
}
