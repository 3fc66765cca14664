package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.vendors.GitHubRepository.BranchFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Merges, deployments and runs. */
class GitHubTranslatorsTest {

    @Test
    void translatesMerge() {
        var event = only(merge(ExampleDelivery.of("github/pull_request")));

        assertThat(event.attributes())
                .containsEntry("id", "pull_request/42/a")
                .containsEntry("type", "dev.milepost.change.merged")
                .containsEntry("time", "2026-06-10T09:40:00Z");
        assertThat(event.json().toString())
                .isEqualTo("{\"pr_id\":\"42\",\"repository\":\"github.com/acme/payments\",\"commit_sha\":\""
                        + "3".repeat(40) + "\",\"opened_at\":\"2026-06-10T09:00:00Z\",\"branch\":\"main\","
                        + "\"initiator\":\"joe\",\"commit_count\":2,\"service_id\":\"a\"}");
    }

    @Test
    void ignoresMergesIntoOtherBranches() {
        assertThat(merge(ExampleDelivery.of("github/pull_request").with("/pull_request/merged", false))
                        .reason())
                .contains("not merged");
        assertThat(merge(ExampleDelivery.of("github/pull_request").with("/action", "opened"))
                        .reason())
                .contains("not merged");
        assertThat(merge(ExampleDelivery.of("github/pull_request").with("/pull_request/base/ref", "other"))
                        .reason())
                .contains("milepost.webhooks.github.branches");
    }

    @ParameterizedTest
    @CsvSource({
        "success, deploy.completed, success",
        "failure, deploy.completed, failure",
        "error, deploy.completed, failure",
        "in_progress, deploy.started, ''"
    })
    void translatesDeploymentStartAndEnd(String state, String type, String status) {
        var event = only(
                deployment(ExampleDelivery.of("github/deployment_status").with("/deployment_status/state", state)));

        assertThat(event.attributes())
                .containsEntry("type", "dev.milepost." + type)
                .containsEntry("id", "deployment_status/8001/a")
                .containsEntry("time", "2026-06-10T10:05:00Z");
        assertThat(event.json().path("status").asText()).isEqualTo(status);
        assertThat(event.json().path("deployment_id").textValue()).isEqualTo("7001");
        assertThat(event.json().path("environment").textValue()).isEqualTo("production");
        assertThat(event.json().path("commit_sha").textValue()).isEqualTo("3".repeat(40));
        assertThat(event.json().path("pipeline_run_id").textValue()).isEqualTo("6001");
        assertThat(event.json().has("kind")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"inactive", "pending", "queued", "waiting", "unheard_of"})
    void ignoresIntermediateDeploymentStates(String state) {
        var facts = deployment(ExampleDelivery.of("github/deployment_status").with("/deployment_status/state", state));

        assertThat(facts.drafts()).isEmpty();
        assertThat(facts.reason()).contains("state");
    }

    @Test
    void detectsRollbackByTask() {
        var event =
                only(deployment(ExampleDelivery.of("github/deployment_status").with("/deployment/task", "rollback")));

        assertThat(event.json().path("kind").textValue()).isEqualTo("rollback");
    }

    @ParameterizedTest
    @CsvSource({
        "success, success",
        "failure, failure",
        "timed_out, failure",
        "startup_failure, failure",
        "cancelled, cancelled",
        "stale, cancelled"
    })
    void translatesBuildEnd(String conclusion, String status) {
        var event =
                only(run(ExampleDelivery.of("github/workflow_run").with("/workflow_run/conclusion", conclusion), "*"));

        assertThat(event.attributes())
                .containsEntry("type", "dev.milepost.build.completed")
                .containsEntry("id", "workflow_run/6001/2/completed/a")
                .containsEntry("time", "2026-06-10T09:58:00Z");
        assertThat(event.json().path("status").textValue()).isEqualTo(status);
        assertThat(event.json().path("pipeline_run_id").textValue()).isEqualTo("6001");
        assertThat(event.json().path("initiator").textValue()).isEqualTo("joe");
    }

    @Test
    void defaultsToFirstAttemptOfRun() {
        var event = only(run(ExampleDelivery.of("github/workflow_run").without("/workflow_run/run_attempt"), "*"));

        assertThat(event.attributes()).containsEntry("id", "workflow_run/6001/1/completed/a");
    }

    @Test
    void translatesBuildStart() {
        var event = only(run(
                ExampleDelivery.of("github/workflow_run")
                        .with("/action", "in_progress")
                        .with("/workflow_run/conclusion", null),
                "*"));

        assertThat(event.attributes())
                .containsEntry("type", "dev.milepost.build.started")
                .containsEntry("time", "2026-06-10T09:52:00Z");
        assertThat(event.json().has("status")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "completed, skipped, *",
        "completed, neutral, *",
        "completed, action_required, *",
        "requested, , *",
        "completed, success, *deploy*"
    })
    void ignoresSkippedRuns(String action, String conclusion, String workflows) {
        var facts = run(
                ExampleDelivery.of("github/workflow_run")
                        .with("/action", action)
                        .with("/workflow_run/conclusion", conclusion),
                workflows);

        assertThat(facts.drafts()).isEmpty();
        assertThat(facts.reason()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"build", ".github/workflows/build.yml", "*/build.*"})
    void matchesWorkflowsByNameAndPath(String workflows) {
        assertThat(run(ExampleDelivery.of("github/workflow_run"), workflows).drafts())
                .hasSize(1);
    }

    @Test
    void readsServiceOfDeployment() {
        var facts = deployment(ExampleDelivery.of("github/deployment_status")
                .with("/deployment/payload", Map.of("service_id", "ledger")));

        assertThat(facts.drafts().get(0).selection().names()).containsExactly("ledger");
    }

    /** Clients of GitHub's API send an object or its JSON as a string. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"service_id\": \"ledger\"} | ledger",
                "  {\"service_id\":\"ledger\"} | ledger",
                "{} | ''",
                "'' | ''",
                "{\"service_id\": | ''",
                "[1] | ''",
                "deploy please | ''",
                "{} {} | ''"
            })
    void readsPayloadAsText(String payload, String service) {
        var facts = deployment(ExampleDelivery.of("github/deployment_status").with("/deployment/payload", payload));

        assertThat(String.join("", facts.drafts().get(0).selection().names())).isEqualTo(service);
    }

    @ParameterizedTest
    @CsvSource({
        "Production – web, true, false, production",
        "web (Production), true, false, production",
        "eu-prod, true, true, production",
        "pr-7, false, true, development",
        "eu-prod, false, false, ''",
    })
    void readsTierOfEnvironment(String name, boolean isProduction, boolean isTransient, String tier) {
        var event = only(deployment(ExampleDelivery.of("github/deployment_status")
                .with("/deployment_status/environment", name)
                .with("/deployment/production_environment", isProduction)
                .with("/deployment/transient_environment", isTransient)));

        assertThat(event.json().path("environment").textValue()).isEqualTo(name);
        assertThat(event.json().path("environment_tier").asText()).isEqualTo(tier);
    }

    /** A run has a deployment for each of its jobs that names an environment. */
    @Test
    void takesTheDeploymentsOfARunForOne() {
        var byRun = new DeploymentStatusTranslator(true);
        var migration = ExampleDelivery.of("github/deployment_status");
        var release = ExampleDelivery.of("github/deployment_status")
                .with("/deployment/id", 7002)
                .with("/deployment_status/id", 8002);
        var byHand = ExampleDelivery.of("github/deployment_status").without("/workflow_run");

        assertThat(deploymentId(byRun, release))
                .isEqualTo(deploymentId(byRun, migration))
                .isEqualTo("run/6001/" + "3".repeat(40));
        assertThat(deploymentId(byRun, byHand)).isEqualTo("7001");
        assertThat(deploymentId(new DeploymentStatusTranslator(false), release)).isEqualTo("7002");
    }

    private static String deploymentId(DeploymentStatusTranslator translator, ExampleDelivery example) {
        return only(translator.translate(example.payload(), example.repository()))
                .json()
                .path("deployment_id")
                .textValue();
    }

    private static GitHubEventDrafts merge(ExampleDelivery example) {
        return new PullRequestTranslator(new BranchFilter(List.of("default")))
                .translate(example.payload(), example.repository());
    }

    private static GitHubEventDrafts deployment(ExampleDelivery example) {
        return new DeploymentStatusTranslator(false).translate(example.payload(), example.repository());
    }

    private static GitHubEventDrafts run(ExampleDelivery example, String workflows) {
        return new WorkflowRunTranslator(new NamePatterns(List.of(workflows)), Map.of())
                .translate(example.payload(), example.repository());
    }

    private static Envelope only(GitHubEventDrafts facts) {
        assertThat(facts.drafts()).hasSize(1);
        return facts.drafts().get(0).draft().toEvent("github.com/acme/payments", "a", null);
    }
}
