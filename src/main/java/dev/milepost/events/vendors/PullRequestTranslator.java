package dev.milepost.events.vendors;

import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import dev.milepost.events.vendors.GitHubRepository.BranchFilter;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Translates {@code pull_request}: a merged pull request becomes {@code change.merged}, and one of an upgrade what
 * {@link UpgradeTranslator} says. The delivery contains the
 * number of commits but not the commits, and neither the first commit nor reviews and approval. Together with the push
 * of its merge commit it shows which commits it brought ({@link MergedPullRequest}), and with the deliveries of its
 * reviews when it was reviewed ({@link GitHubReviews}).
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request">GitHub: pull_request</a>
 */
final class PullRequestTranslator {

    private final BranchFilter branches;

    PullRequestTranslator(BranchFilter branches) {
        this.branches = branches;
    }

    GitHubEventDrafts translate(Payload delivery, GitHubRepository repository) {
        var upgrade = UpgradeTranslator.translate(delivery, repository);
        boolean isMerged = delivery.text("/action").equals("closed") && delivery.isTrue("/pull_request/merged");
        if (!isMerged && upgrade.isEmpty()) {
            return GitHubEventDrafts.ignored("The pull request was not merged.");
        }
        var branch = delivery.text("/pull_request/base/ref");
        if (!branches.matches(branch, repository)) {
            return GitHubEventDrafts.ignored("The branch does not match milepost.webhooks.github.branches.");
        }
        if (!isMerged) {
            return GitHubEventDrafts.of(upgrade.stream().toList());
        }
        var number = delivery.text("/pull_request/number");
        var draft = new EventDraft("change.merged", "pull_request/" + number, delivery.text("/pull_request/merged_at"))
                .with("pr_id", number)
                .with("repository", repository.address())
                .with("commit_sha", delivery.find("/pull_request/merge_commit_sha"))
                .with("opened_at", delivery.find("/pull_request/created_at"))
                .with("branch", branch);
        // Persons stand in the event only, and not in what waits for the push.
        var part = mergedPullRequest(delivery, number, draft.renamed(draft.id()));
        draft.with("initiator", delivery.find("/pull_request/merged_by/login"));
        if (delivery.json().at("/pull_request/commits").isIntegralNumber()) {
            draft.with(
                    "commit_count", delivery.json().at("/pull_request/commits").longValue());
        }
        var drafts = Stream.concat(Stream.of(GitHubEventDraft.forAllServices(draft)), upgrade.stream());
        var translated = GitHubEventDrafts.of(drafts.toList());
        return part.map(translated::with).orElse(translated);
    }

    private static Optional<MergedPullRequest> mergedPullRequest(Payload delivery, String number, EventDraft merged) {
        return delivery.find("/pull_request/merge_commit_sha")
                .map(commit -> new MergedPullRequest(
                        commit,
                        number,
                        merged,
                        delivery.find("/pull_request/head/sha").orElse(null),
                        delivery.json().at("/pull_request/commits").longValue()));
    }
}
