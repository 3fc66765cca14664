package dev.milepost.vendors;

/**
 * {@code pull_request}: closed and merged is {@code change.merged}. The delivery counts the commits and does not list
 * them, and says nothing of the first commit, of reviews and of approval.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request">GitHub: pull_request</a>
 */
final class Merge {

    private final Branches branches;

    Merge(Branches branches) {
        this.branches = branches;
    }

    GitHubFacts translate(Payload delivery, GitHubRepository repository) {
        if (!delivery.text("/action").equals("closed") || !delivery.isTrue("/pull_request/merged")) {
            return GitHubFacts.nothing("Only the merging of pull requests is read.");
        }
        var branch = delivery.text("/pull_request/base/ref");
        if (!branches.take(branch, repository)) {
            return GitHubFacts.nothing("The branch is none of those that are read.");
        }
        var number = delivery.text("/pull_request/number");
        var fact = new Fact("change.merged", "pull_request/" + number, delivery.text("/pull_request/merged_at"))
                .with("pr_id", number)
                .with("repository", repository.address())
                .with("commit_sha", delivery.find("/pull_request/merge_commit_sha"))
                .with("opened_at", delivery.find("/pull_request/created_at"))
                .with("branch", branch)
                .with("initiator", delivery.find("/pull_request/merged_by/login"));
        if (delivery.json().at("/pull_request/commits").isIntegralNumber()) {
            fact.with(
                    "commit_count", delivery.json().at("/pull_request/commits").longValue());
        }
        return GitHubFacts.of(GitHubFact.ofAll(fact));
    }
}
