package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagerDutyIncidentTranslatorTest {

    private final PagerDutyIncidentTranslator incident = new PagerDutyIncidentTranslator(Map.of("PSTAGE1", "staging"));

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

        var event = incident.translate(delivery)
                .toEvent(PagerDutyIncidentTranslator.source(delivery), "payments-api", "w-1");

        assertThat(event.attributes())
                .containsEntry("type", "dev.milepost." + type)
                .containsEntry("source", "api.pagerduty.com")
                .containsEntry("id", "event/01CNBFX5V3MJTTPBXR5AOYPW2D/payments-api")
                .containsEntry("time", "2026-06-10T10:20:00.169Z");
        assertThat(event.json().toString())
                .isEqualTo("{\"incident_id\":\"PINC001\",\"severity\":\"P1\",\"service_id\":\"payments-api\"}");
        assertThat(PagerDutyIncidentTranslator.service(delivery)).isEqualTo("PPAY001");
    }

    @Test
    void usesUrgencyWithoutPriority() {
        var delivery = ExampleDelivery.of("pagerduty/incident.triggered").with("/event/data/priority", null);

        var event = incident.translate(delivery.payload()).toEvent("s", "a", null);

        assertThat(event.json().path("severity").textValue()).isEqualTo("high");
    }

    @Test
    void mapsServiceToEnvironment() {
        var delivery = ExampleDelivery.of("pagerduty/incident.triggered").with("/event/data/service/id", "PSTAGE1");

        var event = incident.translate(delivery.payload()).toEvent("s", "a", null);

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
}
