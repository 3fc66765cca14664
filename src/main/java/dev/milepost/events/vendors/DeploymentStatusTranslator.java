package dev.milepost.events.vendors;

import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Translates {@code deployment_status}. The state {@code in_progress} becomes {@code deploy.started}; {@code success},
 * {@code failure} and {@code error} become {@code deploy.completed}. The state {@code inactive} is ignored: another
 * deployment has replaced this one, which ended before.
 *
 * <p>GitHub files a deployment for each job of a workflow that names an environment, so that one run can have several:
 * of its migration, its release and its smoke test. Those of one run, environment and commit are one deployment.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#deployment_status">GitHub:
 *     deployment_status</a>
 */
final class DeploymentStatusTranslator {

    private static final Map<String, String> STATUSES =
            Map.of("success", "success", "failure", "failure", "error", "failure");

    /** Values of {@code task} that are also values of the golden field {@code kind}: the reason for the deployment. */
    private static final Set<String> KINDS = Set.of("rollback", "hotfix");

    private final boolean isByRun;

    /** @param isByRun whether the deployments of one workflow run are one deployment */
    DeploymentStatusTranslator(boolean isByRun) {
        this.isByRun = isByRun;
    }

    GitHubEventDrafts translate(Payload delivery, GitHubRepository repository) {
        var state = delivery.text("/deployment_status/state");
        var status = Optional.ofNullable(STATUSES.get(state));
        if (status.isEmpty() && !state.equals("in_progress")) {
            return GitHubEventDrafts.ignored("This state neither starts nor ends a deployment.");
        }
        var commit = delivery.text("/deployment/sha");
        var run = delivery.find("/workflow_run/id");
        var environment = environment(delivery);
        var payload = delivery.document("/deployment/payload");
        var draft = new EventDraft(
                        status.isPresent() ? "deploy.completed" : "deploy.started",
                        "deployment_status/" + delivery.text("/deployment_status/id"),
                        delivery.text("/deployment_status/created_at"))
                .with(
                        "deployment_id",
                        run.filter(id -> isByRun)
                                .map(id -> ofRun(id, commit))
                                .orElseGet(() -> delivery.text("/deployment/id")))
                .with("environment", environment)
                .with("environment_tier", tier(delivery))
                .with("status", status)
                .with("commit_sha", commit)
                .with("kind", delivery.find("/deployment/task").filter(KINDS::contains))
                .with("pipeline_run_id", run)
                .with("initiator", delivery.find("/deployment/creator/login"))
                .with("repository", repository.address());
        return GitHubEventDrafts.of(new GitHubEventDraft(
                draft,
                ServiceSelection.ofDeployment(
                        payload.find("/service_id").stream().toList(), environment, workflows(delivery))));
    }

    /** The deployment of a workflow run. A run that deploys several commits has several deployments. */
    static String ofRun(String run, String commit) {
        return "run/" + run + "/" + commit;
    }

    /** The names and files of the workflow that a delivery names. */
    static List<String> workflows(Payload delivery) {
        return Stream.of("/workflow_run/name", "/workflow_run/path", "/workflow/name", "/workflow/path")
                .flatMap(at -> delivery.find(at).stream())
                .distinct()
                .toList();
    }

    private static String environment(Payload delivery) {
        return delivery.find("/deployment_status/environment")
                .orElseGet(() -> delivery.text("/deployment/environment"));
    }

    /**
     * The tier that GitHub knows. An environment that is removed after use, such as that of a pull request, is one of
     * development. Otherwise false says nothing: GitHub sets it for every name but {@code production}.
     */
    private static Optional<String> tier(Payload delivery) {
        if (delivery.isTrue("/deployment/production_environment")) {
            return Optional.of("production");
        }
        return Optional.of("development").filter(tier -> delivery.isTrue("/deployment/transient_environment"));
    }
}
