package dev.milepost.events.vendors;

import com.google.re2j.Pattern;
import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import dev.milepost.events.vendors.GitHubRepository.BranchFilter;
import dev.milepost.events.vendors.PushedMerge.PushedCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Translates {@code push}: each commit becomes {@code change.created}. A commit that was pushed before, on any branch,
 * has the same id and is a duplicate. So is a commit that a force-push restores.
 *
 * <p>With a token, {@link PushGraphs} reads the parents from GitHub's API later. The payload has none, but it lists exactly the commits between the head before and the head after. So they
 * become a chain: the parent of each is the one before it, and that of the first is the head before. Whatever a later
 * head reaches through this chain is what git reaches, even though the order within the push may differ from git's
 * graph.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#push">GitHub: push</a>
 */
final class PushTranslator {

    static final String HEADS = "refs/heads/";

    /** GitHub's documentation of {@code commits}: "The array includes a maximum of 2048 commits." */
    private static final int MOST_COMMITS = 2048;

    /** The beginning of the message of a revert, as git, GitHub and Conventional Commits write it. */
    private static final Pattern REVERT = Pattern.compile("Revert\\b|revert(?:\\([^)]*\\))?!?:");

    private static final Pattern FIX = Pattern.compile("fix(?:\\([^)]*\\))?!?:");

    /** The beginning of the message of a merge commit, as git and GitHub write it. */
    private static final Pattern MERGE = Pattern.compile(
            "Merge (?:pull request #[0-9]+ from |(?:(?:remote-tracking )?branch|tag|commit)(?:e?s)? ')");

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
        var isComplete = isComplete(push, commits);
        var drafts = new ArrayList<GitHubEventDraft>(commits.size());
        var parent = isComplete ? headBefore(push) : Optional.<String>empty();
        for (var commit : commits) {
            drafts.add(commit(commit, branch, parent, commits.size() > 1, repository));
            parent = isComplete ? commit.find("/id") : Optional.empty();
        }
        var translated = GitHubEventDrafts.of(drafts);
        return isComplete ? translated.with(pushed(commits, drafts)) : translated;
    }

    /**
     * Whether the list has all commits of the push. GitHub cuts long lists, and Enterprise Servers and proxies that
     * forward events of GitHub's API cut them at 20, with the number in {@code size}.
     */
    private static boolean isComplete(Payload push, List<Payload> commits) {
        return commits.size() < MOST_COMMITS
                && commits.get(commits.size() - 1).find("/id").equals(push.find("/after"))
                && push.find("/size")
                        .filter(size -> !size.equals(Integer.toString(commits.size())))
                        .isEmpty();
    }

    /**
     * The head before the push; empty if it creates the branch. The commits of a forced push continue an earlier commit of
     * the branch, which no delivery names. With the head before in its place, a deployment of theirs delivers what it does
     * in git and the commits that the push dropped, as far as these were not delivered before. Without it, all rules but
     * those by time would fail.
     */
    private static Optional<String> headBefore(Payload push) {
        return push.isTrue("/created")
                ? Optional.empty()
                : push.find("/before").filter(sha -> !sha.chars().allMatch(digit -> digit == '0'));
    }

    private static PushedMerge pushed(List<Payload> commits, List<GitHubEventDraft> drafts) {
        return new PushedMerge(
                commits.get(commits.size() - 1).text("/id"),
                drafts.get(drafts.size() - 1),
                commits.stream()
                        .map(commit -> new PushedCommit(commit.text("/id"), commit.text("/timestamp")))
                        .toList());
    }

    /** @param isAmongOthers whether the push has other commits, without which it cannot have a merge commit */
    private static GitHubEventDraft commit(
            Payload commit,
            String branch,
            Optional<String> parent,
            boolean isAmongOthers,
            GitHubRepository repository) {
        var sha = commit.text("/id");
        var time = commit.text("/timestamp");
        var message = commit.find("/message").orElse("");
        var draft = draft(sha, time, message, branch, repository.address());
        parent.ifPresent(known -> draft.with("parent_shas", List.of(known)));
        if (isAmongOthers && MERGE.matcher(message).lookingAt()) {
            draft.with("merge", true);
        }
        var files = new ArrayList<>(commit.texts("/added"));
        files.addAll(commit.texts("/removed"));
        files.addAll(commit.texts("/modified"));
        return new GitHubEventDraft(draft, ServiceSelection.ofFiles(files));
    }

    static EventDraft draft(String sha, String time, String message, String branch, String repository) {
        return new EventDraft("change.created", "commit/" + sha, time)
                .with("commit_sha", sha)
                .with("committed_at", time)
                .with("branch", branch)
                .with("kind", kind(message))
                .with("repository", repository);
    }

    private static Optional<String> kind(String message) {
        if (REVERT.matcher(message).lookingAt()) {
            return Optional.of("revert");
        }
        return FIX.matcher(message).lookingAt() ? Optional.of("fix") : Optional.empty();
    }
}
