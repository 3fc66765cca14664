package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.events.vendors.PagerDutyIncidentTranslator.IncidentDrafts;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagerDutyIncidentTranslatorTest {

    private static final PagerDutyFilter ALL = new PagerDutyFilter(Set.of(), Set.of(), Set.of());

    private final PagerDutyIncidentTranslator incident =
            new PagerDutyIncidentTranslator(Map.of("PSTAGE1", "staging"), ALL);

    @ParameterizedTest
    @CsvSource({
        "incident.triggered, incident.opened",
        "incident.resolved, incident.resolved",
        "incident.reopened, incident.reopened"
    })
    void translatesIncident(String kind, String type) {
        var delivery = ExampleDelivery.of("pagerduty/incident.triggered")
                .with("/event/event_type", kind)
                .payload();

        var event = only(incident.translate(delivery))
                .toEvent(PagerDutyIncidentTranslator.source(delivery), "payments-api", "w-1");

        assertThat(event.attributes())
                .containsEntry("type", "dev.milepost." + type)
                .containsEntry("source", "api.pagerduty.com")
                .containsEntry("id", "event/01CNBFX5V3MJTTPBXR5AOYPW2D/payments-api")
                .containsEntry("time", "2026-06-10T10:20:00.169Z");
        assertThat(event.json().toString())
                .isEqualTo("{\"incident_id\":\"PINC001\",\"severity\":\"P1\",\"urgency\":\"high\","
                        + "\"service_id\":\"payments-api\"}");
        assertThat(PagerDutyIncidentTranslator.service(delivery)).isEqualTo("PPAY001");
    }

    @Test
    void usesUrgencyWithoutPriority() {
        var delivery = ExampleDelivery.of("pagerduty/incident.triggered").with("/event/data/priority", null);

        var event = only(incident.translate(delivery.payload())).toEvent("s", "a", null);

        assertThat(event.json().path("severity").textValue()).isEqualTo("high");
    }

    @Test
    void mapsServiceToEnvironment() {
        var delivery = ExampleDelivery.of("pagerduty/incident.triggered").with("/event/data/service/id", "PSTAGE1");

        var event = only(incident.translate(delivery.payload())).toEvent("s", "a", null);

        assertThat(event.json().path("environment").textValue()).isEqualTo("staging");
    }

    /** An incident is one of its source, so the source must be the same when it is resolved after a renaming. */
    @Test
    void usesRegionAsSource() {
        var european = ExampleDelivery.of("pagerduty/incident.triggered")
                .with("/event/data/self", "https://api.eu.pagerduty.com/incidents/PINC001")
                .with("/event/data/html_url", "https://renamed.eu.pagerduty.com/incidents/PINC001");

        assertThat(PagerDutyIncidentTranslator.source(european.payload())).isEqualTo("api.eu.pagerduty.com");
        assertThat(PagerDutyIncidentTranslator.source(
                        european.with("/event/data/self", "PINC001").payload()))
                .isEqualTo("api.pagerduty.com");
    }

    @ParameterizedTest
    @CsvSource({"/event/id", "/event/occurred_at", "/event/data/id", "/event/data/service/id"})
    void locatesMissingFields(String pointer) {
        var delivery = ExampleDelivery.of("pagerduty/incident.triggered")
                .without(pointer)
                .payload();

        assertThatThrownBy(() -> incident.translate(delivery)).hasMessage(pointer + " is required");
    }

    /** PagerDuty resolves an incident that is merged into another, with the other in the reason. */
    @Test
    void namesIncidentThatTookItIn() {
        var delivery = resolved(Map.of(
                "type", "merge_resolve_reason", "incident", Map.of("id", "PINC002", "type", "incident_reference")));
        var without = resolved(Map.of("type", "merge_resolve_reason"));
        var byHand = resolved(Map.of("type", "another_reason", "incident", Map.of("id", "PINC002")));

        assertThat(text(incident.translate(delivery), "merged_into")).isEqualTo("PINC002");
        assertThat(text(incident.translate(without), "merged_into")).isEqualTo("unknown");
        assertThat(text(incident.translate(byHand), "merged_into")).isEmpty();
    }

    /** A merge as a kind of event of its own: of the incident that ended, and of the one that took it in. */
    @Test
    void readsMergesAsEvents() {
        var ended = incident.translate(merged("resolved")
                .with(
                        "/event/data/resolve_reason",
                        Map.of("type", "merge_resolve_reason", "incident", Map.of("id", "PINC002")))
                .payload());
        var withoutReason = incident.translate(merged("resolved").payload());
        var tookIn = incident.translate(merged("triggered").payload());

        assertThat(incident.supports("incident.merged")).isTrue();
        assertThat(only(ended).type()).isEqualTo("incident.resolved");
        assertThat(text(ended, "merged_into")).isEqualTo("PINC002");
        assertThat(text(withoutReason, "merged_into")).isEqualTo("unknown");
        assertThat(tookIn.drafts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', ''",
        "ppay001, '', '', ''",
        "PSTAGE1, '', '', service",
        "'', high, '', ''",
        "'', low, '', urgency",
        "'', '', p1, ''",
        "'', '', P2, priority",
        "'', low, P2, urgency"
    })
    void filtersOpenings(String service, String urgency, String priority, String excludedBy) {
        var delivery = ExampleDelivery.of("pagerduty/incident.triggered").payload();

        var drafts = filtered(service, urgency, priority).translate(delivery);

        assertThat(drafts.excludedBy().orElse("")).isEqualTo(excludedBy);
        assertThat(drafts.drafts()).hasSize(excludedBy.isEmpty() ? 1 : 0);
    }

    /** A priority is usually set by a responder, after the incident was triggered. */
    @ParameterizedTest
    @ValueSource(strings = {"incident.priority_updated", "incident.acknowledged", "incident.resolved"})
    void opensAnIncidentOnceItHasThePriority(String kind) {
        var filtered = filtered("", "", "P1");
        var early = ExampleDelivery.of("pagerduty/incident.triggered").with("/event/data/priority", null);
        var late = ExampleDelivery.of("pagerduty/incident.triggered")
                .with("/event/event_type", kind)
                .with("/event/occurred_at", "2026-06-10T11:00:00Z");

        assertThat(filtered.translate(early.payload()).excludedBy()).contains("priority");
        assertThat(filtered.supports(kind)).isTrue();
        var opened = filtered.translate(late.payload()).drafts().stream()
                .map(draft -> draft.toEvent("s", "a", null))
                .filter(event -> event.attributes().containsValue("dev.milepost.incident.opened"))
                .toList();
        assertThat(opened).hasSize(1);
        assertThat(opened.get(0).attributes())
                .containsEntry("id", "opened/PINC001/a")
                .containsEntry("time", "2026-06-10T10:20:00Z");
    }

    /** An incident whose priority was lowered must not stay open, and an incident without opening counts nowhere. */
    @Test
    void resolvesWhateverTheUrgency() {
        var filtered = filtered("", "low", "");

        var drafts = filtered.translate(resolved(Map.of()));

        assertThat(drafts.excludedBy()).contains("urgency");
        assertThat(only(drafts).toEvent("s", "a", null).attributes())
                .containsEntry("type", "dev.milepost.incident.resolved");
    }

    @Test
    void selectsIncidentsWithoutPriority() {
        var delivery = ExampleDelivery.of("pagerduty/incident.triggered").with("/event/data/priority", null);

        assertThat(filtered("", "", "none").translate(delivery.payload()).excludedBy())
                .isEmpty();
    }

    private static ExampleDelivery merged(String status) {
        return ExampleDelivery.of("pagerduty/incident.triggered")
                .with("/event/event_type", "incident.merged")
                .with("/event/data/status", status);
    }

    private static Payload resolved(Map<String, Object> reason) {
        return ExampleDelivery.of("pagerduty/incident.triggered")
                .with("/event/event_type", "incident.resolved")
                .with("/event/data/resolve_reason", reason)
                .payload();
    }

    private static PagerDutyIncidentTranslator filtered(String service, String urgency, String priority) {
        return new PagerDutyIncidentTranslator(
                Map.of(), new PagerDutyFilter(names(service), names(urgency), names(priority)));
    }

    private static Set<String> names(String name) {
        return name.isEmpty() ? Set.of() : Set.of(name.toLowerCase(Locale.ROOT));
    }

    private static EventDraft only(IncidentDrafts drafts) {
        assertThat(drafts.drafts()).hasSize(1);
        return drafts.drafts().get(0);
    }

    private static String text(IncidentDrafts drafts, String field) {
        return only(drafts).toEvent("s", "a", null).json().path(field).asText();
    }
}
