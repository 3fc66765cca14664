package dev.milepost.events.vendors;

import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import java.util.Map;
import java.util.Optional;

/**
 * Translates {@code workflow_run}, for each attempt: {@code in_progress} becomes {@code build.started}, {@code
 * completed} becomes {@code build.completed}.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run">GitHub: workflow_run</a>
 */
final class WorkflowRunTranslator {

    /**
     * The statuses by conclusion. Runs that were skipped, are neutral or wait for an action built nothing and are
     * ignored.
     */
    private static final Map<String, String> STATUSES = Map.of(
            "success", "success",
            "failure", "failure",
            "timed_out", "failure",
            "startup_failure", "failure",
            "cancelled", "cancelled",
            "stale", "cancelled");

    private final NamePatterns workflows;

    WorkflowRunTranslator(NamePatterns workflows) {
        this.workflows = workflows;
    }

    GitHubEventDrafts translate(Payload delivery, GitHubRepository repository) {
        var action = delivery.text("/action");
        var isEnd = action.equals("completed");
        if (!isEnd && !action.equals("in_progress")) {
            return GitHubEventDrafts.ignored("The run has not started.");
        }
        if (!isBuild(delivery)) {
            return GitHubEventDrafts.ignored("The workflow does not match milepost.webhooks.github.workflows.");
        }
        var status =
                delivery.find("/workflow_run/conclusion").map(STATUSES::get).filter(known -> isEnd);
        if (isEnd && status.isEmpty()) {
            return GitHubEventDrafts.ignored("A run with this conclusion built nothing.");
        }
        var run = delivery.text("/workflow_run/id");
        var attempt = delivery.find("/workflow_run/run_attempt").orElse("1");
        var draft = new EventDraft(
                        isEnd ? "build.completed" : "build.started",
                        "workflow_run/%s/%s/%s".formatted(run, attempt, action),
                        isEnd ? delivery.text("/workflow_run/updated_at") : started(delivery))
                .with("pipeline_run_id", run)
                .with("status", status)
                .with("commit_sha", delivery.text("/workflow_run/head_sha"))
                .with("branch", delivery.find("/workflow_run/head_branch"))
                .with("workflow", delivery.find("/workflow_run/path"))
                .with("initiator", initiator(delivery))
                .with("repository", repository.address());
        return GitHubEventDrafts.of(GitHubEventDraft.forAllServices(draft));
    }

    private boolean isBuild(Payload delivery) {
        return workflows.matches(delivery.find("/workflow_run/path").orElse(""))
                || workflows.matches(delivery.find("/workflow_run/name").orElse(""));
    }

    private static String started(Payload delivery) {
        return delivery.find("/workflow_run/run_started_at").orElseGet(() -> delivery.text("/workflow_run/created_at"));
    }

    private static Optional<String> initiator(Payload delivery) {
        return delivery.find("/workflow_run/triggering_actor/login")
                .or(() -> delivery.find("/workflow_run/actor/login"));
    }
}
