package dev.milepost.events.vendors;

import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Translates {@code deployment_status}. The state {@code in_progress} becomes {@code deploy.started}; {@code success},
 * {@code failure} and {@code error} become {@code deploy.completed}. The state {@code inactive} is ignored: another
 * deployment has replaced this one, which ended before.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#deployment_status">GitHub:
 *     deployment_status</a>
 */
final class DeploymentStatusTranslator {

    private static final Map<String, String> STATUSES =
            Map.of("success", "success", "failure", "failure", "error", "failure");

    /** Values of {@code task} that are also values of the golden field {@code kind}: the reason for the deployment. */
    private static final Set<String> KINDS = Set.of("rollback", "hotfix");

    GitHubEventDrafts translate(Payload delivery, GitHubRepository repository) {
        var state = delivery.text("/deployment_status/state");
        var status = Optional.ofNullable(STATUSES.get(state));
        if (status.isEmpty() && !state.equals("in_progress")) {
            return GitHubEventDrafts.ignored("This state neither starts nor ends a deployment.");
        }
        var draft = new EventDraft(
                        status.isPresent() ? "deploy.completed" : "deploy.started",
                        "deployment_status/" + delivery.text("/deployment_status/id"),
                        delivery.text("/deployment_status/created_at"))
                .with("deployment_id", delivery.text("/deployment/id"))
                .with("environment", environment(delivery))
                .with("status", status)
                .with("commit_sha", delivery.text("/deployment/sha"))
                .with("kind", delivery.find("/deployment/task").filter(KINDS::contains))
                .with("pipeline_run_id", delivery.find("/workflow_run/id"))
                .with("initiator", delivery.find("/deployment/creator/login"))
                .with("repository", repository.address());
        var service = delivery.find("/deployment/payload/service_id").orElse(null);
        return GitHubEventDrafts.of(new GitHubEventDraft(draft, List.of(), service));
    }

    private static String environment(Payload delivery) {
        return delivery.find("/deployment_status/environment")
                .orElseGet(() -> delivery.text("/deployment/environment"));
    }
}
