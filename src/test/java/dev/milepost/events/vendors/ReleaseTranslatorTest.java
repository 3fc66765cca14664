package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Releases and workflows that are deployments. */
class ReleaseTranslatorTest {

    private static final String SHA = "3".repeat(40);

    private final ReleaseTranslator releases = new ReleaseTranslator(Optional.of("production"));

    @Test
    void takesAReleaseForADeployment() {
        var delivery = ExampleDelivery.of("github/release");

        var event = only(releases.translate(delivery.payload(), delivery.repository()));

        assertThat(event.type()).isEqualTo("dev.milepost.deploy.completed");
        assertThat(event.data())
                .isEqualTo("{\"deployment_id\":\"release/6601\",\"environment\":\"production\",\"status\":\"success\","
                        + "\"artifact\":\"pkg:github/acme/payments@v1.4.0\",\"initiator\":\"joe\","
                        + "\"repository\":\"github.com/acme/payments\",\"service_id\":\"a\"}");
    }

    /** The push of the tag says which commit the release has. */
    @Test
    void findsTheCommitOfAReleaseByItsTag() {
        var push = ExampleDelivery.of("github/push").with("/ref", "refs/tags/v1.4.0");

        assertThat(releases.isTag(push.payload())).isTrue();
        var event = only(releases.translateTag(push.payload(), push.repository()));

        assertThat(event.type()).isEqualTo("dev.milepost.build.completed");
        assertThat(event.data())
                .contains("\"artifact\":\"pkg:github/acme/payments@v1.4.0\"")
                .contains("\"commit_sha\":\"" + SHA + "\"")
                .contains("\"pipeline_run_id\":\"tag/v1.4.0\"");
        assertThat(releases.translateTag(push.with("/deleted", true).payload(), push.repository())
                        .reason())
                .contains("tag");
    }

    @Test
    void readsTheCommitThatAReleaseNames() {
        var delivery = ExampleDelivery.of("github/release").with("/release/target_commitish", SHA);

        assertThat(only(releases.translate(delivery.payload(), delivery.repository()))
                        .data())
                .contains("\"commit_sha\":\"" + SHA + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/action, published",
        "/action, created",
        "/action, edited",
        "/release/draft, true",
        "/release/prerelease, true"
    })
    void ignoresWhatPublishesNoRelease(String pointer, String value) {
        var delivery = ExampleDelivery.of("github/release").with(pointer, value.equals("true") ? (Object) true : value);

        assertThat(releases.translate(delivery.payload(), delivery.repository()).reason())
                .isNotBlank();
    }

    @Test
    void isOffWithoutEnvironment() {
        var off = new ReleaseTranslator(Optional.empty());
        var delivery = ExampleDelivery.of("github/release");
        var tag = ExampleDelivery.of("github/push").with("/ref", "refs/tags/v1");

        assertThat(off.translate(delivery.payload(), delivery.repository()).reason())
                .contains("milepost.webhooks.github.release-environment");
        assertThat(off.isTag(tag.payload())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "build, push, completed, success, deploy.completed, success",
        "*/build.yml, workflow_dispatch, completed, failure, deploy.completed, failure",
        "build, push, in_progress, '', deploy.started, ''",
        "build, pull_request, completed, success, build.completed, success",
        "deploy, push, completed, success, build.completed, success"
    })
    void takesRunsOfNamedWorkflowsForDeployments(
            String pattern, String trigger, String action, String conclusion, String type, String status) {
        var runs = new WorkflowRunTranslator(new NamePatterns(List.of("*")), Map.of(pattern, "production"));
        var delivery = ExampleDelivery.of("github/workflow_run")
                .with("/action", action)
                .with("/workflow_run/event", trigger)
                .with("/workflow_run/conclusion", conclusion);

        var event = only(runs.translate(delivery.payload(), delivery.repository()));

        assertThat(event.type()).isEqualTo("dev.milepost." + type);
        assertThat(event.data().contains("\"status\":\"" + status + "\"")).isEqualTo(!status.isEmpty());
        assertThat(event.data().contains("\"deployment_id\":\"run/6001/" + SHA + "\",\"environment\":\"production\""))
                .isEqualTo(type.startsWith("deploy"));
    }

    private record Event(String type, String data) {}

    private static Event only(GitHubEventDrafts facts) {
        assertThat(facts.drafts()).hasSize(1);
        var event = facts.drafts().get(0).draft().toEvent("s", "a", null);
        return new Event(
                event.attributes().getOrDefault("type", ""), event.json().toString());
    }
}
