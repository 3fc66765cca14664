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

    private static ExampleDelivery upgrade(String action, boolean isMerged) {
        return ExampleDelivery.of("github/pull_request")
                .with("/action", action)
                .with("/pull_request/merged", isMerged)
                .with("/pull_request/head/ref", "milepost/upgrade-quarkus-service-1.1.0")
                .with("/pull_request/head/repo", Map.of("full_name", "acme/payments"));
    }

    @ParameterizedTest
    @CsvSource({
        "opened, false, upgrade.opened, 2026-06-10T09:00:00Z",
        "reopened, false, upgrade.opened, 2026-06-10T09:40:00Z",
        "closed, true, upgrade.merged, 2026-06-10T09:40:00Z",
        "closed, false, upgrade.declined, 2026-06-10T09:40:00Z"
    })
    void translatesPullRequestOfUpgrade(String action, boolean isMerged, String type, String time) {
        var drafts = merge(upgrade(action, isMerged)).drafts();
        var draft = drafts.get(drafts.size() - 1).draft();
        var event = draft.toEvent("github.com/acme/payments", "a", null);

        assertThat(drafts).hasSize(isMerged ? 2 : 1);
        assertThat(draft.type()).isEqualTo(type);
        assertThat(draft.time()).isEqualTo(time);
        assertThat(event.json().path("template_id").textValue()).isEqualTo("quarkus-service");
        assertThat(event.json().path("template_version").textValue()).isEqualTo("1.1.0");
        assertThat(event.json().path("pr_id").textValue()).isEqualTo("42");
        assertThat(event.json().path("repository").textValue()).isEqualTo("github.com/acme/payments");
    }

    @Test
    void translatesUpgradeOfNamedService() {
        var labelled = upgrade("opened", false)
                .with("/pull_request/labels", List.of(Map.of("name", "service:ledger"), Map.of("name", "bug")));
        var named = upgrade("opened", false)
                .with("/pull_request/head/ref", "milepost/upgrade-quarkus-service-1.1.0@ledger");

        assertThat(merge(labelled).drafts().get(0).selection())
                .isEqualTo(ServiceSelection.named(List.of("service:ledger", "ledger", "bug")));
        assertThat(merge(named).drafts().get(0).selection()).isEqualTo(ServiceSelection.named(List.of("ledger")));
    }

    /** Anybody can open a pull request from a fork, with a branch of any name. */
    @Test
    void ignoresUpgradesOfForksAndOtherActions() {
        var fork = upgrade("opened", false).with("/pull_request/head/repo", Map.of("full_name", "stranger/payments"));
        var deleted = upgrade("opened", false).with("/pull_request/head/repo", null);

        assertThat(merge(fork).drafts()).isEmpty();
        assertThat(merge(deleted).drafts()).isEmpty();
        assertThat(merge(upgrade("labeled", false)).drafts()).isEmpty();
        assertThat(merge(upgrade("opened", false).with("/pull_request/base/ref", "other"))
                        .reason())
                .contains("milepost.webhooks.github.branches");
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
