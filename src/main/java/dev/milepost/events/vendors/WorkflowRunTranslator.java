package dev.milepost.events.vendors;

import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import dev.milepost.platform.expressions.WildcardPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Translates {@code workflow_run}, for each attempt: {@code in_progress} becomes {@code build.started}, {@code
 * completed} becomes {@code build.completed}. A run of a workflow that is configured as one of deployments becomes {@code
 * deploy.started} and {@code deploy.completed} instead.
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
    private final List<DeploymentWorkflow> deployments;

    private record DeploymentWorkflow(WildcardPattern pattern, String environment) {}

    /**
     * @param workflows the workflows whose runs are builds
     * @param deployments the environments of the workflows whose runs are deployments, by pattern
     */
    WorkflowRunTranslator(NamePatterns workflows, Map<String, String> deployments) {
        this.workflows = workflows;
        this.deployments = new TreeMap<>(deployments)
                .entrySet().stream()
                        .map(entry -> new DeploymentWorkflow(
                                new WildcardPattern(entry.getKey().strip()),
                                entry.getValue().strip()))
                        .toList();
    }

    GitHubEventDrafts translate(Payload delivery, GitHubRepository repository) {
        var action = delivery.text("/action");
        var isEnd = action.equals("completed");
        if (!isEnd && !action.equals("in_progress")) {
            return GitHubEventDrafts.ignored("The run has not started.");
        }
        var environment = environment(delivery);
        if (environment.isEmpty() && !isBuild(delivery)) {
            return GitHubEventDrafts.ignored("The workflow does not match milepost.webhooks.github.workflows.");
        }
        var status =
                delivery.find("/workflow_run/conclusion").map(STATUSES::get).filter(known -> isEnd);
        if (isEnd && status.isEmpty()) {
            return GitHubEventDrafts.ignored("A run with this conclusion built nothing.");
        }
        if (environment.isPresent()) {
            return deployment(delivery, repository, environment.get(), status);
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

    /** The environment that the run deploys to; empty if its workflow is none of deployments. */
    private Optional<String> environment(Payload delivery) {
        var names = DeploymentStatusTranslator.workflows(delivery);
        // The workflow of a deployment may also run for a pull request, to check it.
        var isCheck = delivery.find("/workflow_run/event")
                .filter(event -> event.startsWith("pull_request"))
                .isPresent();
        return isCheck
                ? Optional.empty()
                : deployments.stream()
                        .filter(workflow -> names.stream().anyMatch(workflow.pattern()::matches))
                        .map(DeploymentWorkflow::environment)
                        .findFirst();
    }

    private static GitHubEventDrafts deployment(
            Payload delivery, GitHubRepository repository, String environment, Optional<String> status) {
        var run = delivery.text("/workflow_run/id");
        var commit = delivery.text("/workflow_run/head_sha");
        var isEnd = status.isPresent();
        var draft = new EventDraft(
                        isEnd ? "deploy.completed" : "deploy.started",
                        "workflow_run/%s/%s/deployment/%s"
                                .formatted(
                                        run,
                                        delivery.find("/workflow_run/run_attempt")
                                                .orElse("1"),
                                        delivery.text("/action")),
                        isEnd ? delivery.text("/workflow_run/updated_at") : started(delivery))
                .with("deployment_id", DeploymentStatusTranslator.ofRun(run, commit))
                .with("environment", environment)
                .with("status", status)
                .with("commit_sha", commit)
                .with("pipeline_run_id", run)
                .with("initiator", initiator(delivery))
                .with("repository", repository.address());
        return GitHubEventDrafts.of(new GitHubEventDraft(
                draft,
                ServiceSelection.ofDeployment(List.of(), environment, DeploymentStatusTranslator.workflows(delivery))));
    }

    private static String started(Payload delivery) {
        return delivery.find("/workflow_run/run_started_at").orElseGet(() -> delivery.text("/workflow_run/created_at"));
    }

    private static Optional<String> initiator(Payload delivery) {
        return delivery.find("/workflow_run/triggering_actor/login")
                .or(() -> delivery.find("/workflow_run/actor/login"));
    }
}
