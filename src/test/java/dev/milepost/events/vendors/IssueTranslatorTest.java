package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.vendors.ServiceLocations.ServiceLocation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issues with a label of incidents. */
class IssueTranslatorTest {

    private static final String CREATED = "2026-06-10T08:00:00Z";
    private static final String UPDATED = "2026-06-10T08:30:00Z";
    private static final String CLOSED = "2026-06-10T10:00:00Z";

    private final IssueTranslator issues = new IssueTranslator(List.of(" Incident", "sev-1"));

    @ParameterizedTest
    @CsvSource({
        "opened, incident, '', opened " + CREATED,
        "opened, bug, '', ''",
        "labeled, incident, incident, opened " + UPDATED + " reopened " + UPDATED,
        "labeled, INCIDENT, Incident, opened " + UPDATED + " reopened " + UPDATED,
        "labeled, incident, bug, ''",
        "unlabeled, bug, incident, resolved " + UPDATED,
        "unlabeled, sev-1, incident, ''",
        "unlabeled, incident, bug, ''",
        "reopened, incident, '', reopened " + UPDATED,
        "reopened, bug, '', ''",
        "edited, incident, '', ''",
        "assigned, incident, '', ''"
    })
    void translatesOpenIssues(String action, String labels, String changed, String events) {
        assertThat(translated(issue(action, labels, changed))).isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource({
        "closed, incident, '', resolved " + CLOSED,
        "closed, bug, '', ''",
        "labeled, incident, incident, opened " + CREATED + " resolved " + CLOSED,
        "unlabeled, bug, incident, ''"
    })
    void translatesClosedIssues(String action, String labels, String changed, String events) {
        var closed =
                issue(action, labels, changed).with("/issue/state", "closed").with("/issue/closed_at", CLOSED);

        assertThat(translated(closed)).isEqualTo(events);
    }

    @Test
    void namesTheIncidentByTheIssue() {
        var facts = issues.translate(issue("opened", "incident", "").payload(), repository());
        var event = facts.drafts().get(0).draft().toEvent("github.com/acme/payments", "ledger", "d-1");

        assertThat(event.attributes())
                .containsEntry("type", "dev.milepost.incident.opened")
                .containsEntry("id", "issue/12/opened/" + CREATED + "/ledger");
        assertThat(event.json().path("incident_id").textValue()).isEqualTo("issue/12");
        assertThat(event.json().has("merged_into")).isFalse();
    }

    @Test
    void countsDuplicatesNowhere() {
        var closed = issue("closed", "incident", "")
                .with("/issue/closed_at", CLOSED)
                .with("/issue/state_reason", "duplicate");

        var event =
                issues.translate(closed.payload(), repository()).drafts().get(0).draft();

        assertThat(event.toEvent("s", "a", null).json().path("merged_into").textValue())
                .isEqualTo("unknown");
    }

    /** An incident belongs to one service: the one of a label, else the first one. */
    @Test
    void belongsToOneService() {
        var placed = new ServicesByFolder(
                List.of(new ServiceLocation("api", "api"), new ServiceLocation("ledger", "ledger")));
        var labelled = issues.translate(
                issue("opened", "incident", "")
                        .with("/issue/labels", labels("incident", "service:ledger"))
                        .payload(),
                repository());
        var plain = issues.translate(issue("opened", "incident", "").payload(), repository());

        assertThat(placed.affectedBy(labelled.drafts().get(0).selection())).containsExactly("ledger");
        assertThat(placed.affectedBy(plain.drafts().get(0).selection())).containsExactly("api");
    }

    @Test
    void isOffWithoutLabels() {
        var facts = new IssueTranslator(List.of())
                .translate(issue("opened", "incident", "").payload(), repository());

        assertThat(facts.reason()).contains("milepost.webhooks.github.incident-labels");
    }

    private static ExampleDelivery issue(String action, String labels, String changed) {
        return ExampleDelivery.of("github/issues")
                .with("/action", action)
                .with("/issue/labels", labels(labels))
                .with("/label/name", changed);
    }

    private static List<Map<String, String>> labels(String... names) {
        return List.of(names).stream().map(name -> Map.of("name", name)).toList();
    }

    private static GitHubRepository repository() {
        return ExampleDelivery.of("github/issues").repository();
    }

    private String translated(ExampleDelivery delivery) {
        return String.join(
                " ",
                issues.translate(delivery.payload(), delivery.repository()).drafts().stream()
                        .map(draft -> draft.draft().toEvent("s", "a", null).attributes())
                        .map(event -> event.getOrDefault("type", "").replace("dev.milepost.incident.", "") + " "
                                + event.get("time"))
                        .toList());
    }
}
