package dev.milepost.events.vendors;

import dev.milepost.events.contract.UpgradeBranch;
import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Translates {@code pull_request} of the branch of an upgrade to {@code upgrade.opened}, {@code upgrade.merged} or
 * {@code upgrade.declined}. Branches of forks are not read, since anybody can name one.
 */
final class UpgradeTranslator {

    private UpgradeTranslator() {}

    static Optional<GitHubEventDraft> translate(Payload delivery, GitHubRepository repository) {
        var head = delivery.find("/pull_request/head/ref").orElse("");
        var home = delivery.find("/pull_request/head/repo/full_name");
        if (home.filter(repository.slug()::equalsIgnoreCase).isEmpty()) {
            return Optional.empty();
        }
        return UpgradeBranch.parse(head)
                .flatMap(branch -> outcome(delivery).map(draft -> {
                    draft.with("template_id", branch.template())
                            .with("template_version", branch.version())
                            .with("pr_id", delivery.text("/pull_request/number"))
                            .with("repository", repository.address())
                            .with("branch", head);
                    var names = new ArrayList<>(ServiceLabels.of(delivery, "/pull_request/labels"));
                    if (branch.service() != null) {
                        names.add(0, branch.service());
                    }
                    return new GitHubEventDraft(draft, ServiceSelection.named(names));
                }));
    }

    private static Optional<EventDraft> outcome(Payload delivery) {
        return switch (delivery.text("/action")) {
            case "opened" -> Optional.of(draft(delivery, "opened", "/pull_request/created_at"));
            case "reopened" -> Optional.of(draft(delivery, "opened", "/pull_request/updated_at"));
            case "closed" ->
                Optional.of(
                        delivery.isTrue("/pull_request/merged")
                                ? draft(delivery, "merged", "/pull_request/merged_at")
                                        .with("commit_sha", delivery.find("/pull_request/merge_commit_sha"))
                                : draft(delivery, "declined", "/pull_request/closed_at"));
            default -> Optional.empty();
        };
    }

    private static EventDraft draft(Payload delivery, String outcome, String timePointer) {
        var time = delivery.text(timePointer);
        var id = "pull_request/%s/upgrade/%s/%s".formatted(delivery.text("/pull_request/number"), outcome, time);
        return new EventDraft("upgrade." + outcome, id, time);
    }
}
