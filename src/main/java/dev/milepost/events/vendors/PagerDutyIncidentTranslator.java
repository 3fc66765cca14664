package dev.milepost.events.vendors;

import java.util.Map;
import java.util.Optional;

/**
 * Translates incidents. {@code incident.triggered} becomes {@code incident.opened}; {@code incident.resolved} and
 * {@code incident.reopened} have the same names in both. Other changes, such as an acknowledgement, are ignored: they
 * change neither whether users are affected nor since when.
 *
 * @see <a href="https://developer.pagerduty.com/docs/webhooks-overview#incident">PagerDuty: incident</a>
 */
final class PagerDutyIncidentTranslator {

    private static final Map<String, String> TYPES = Map.of(
            "incident.triggered", "incident.opened",
            "incident.resolved", "incident.resolved",
            "incident.reopened", "incident.reopened");

    private final Map<String, String> environments;

    /** @param environments the environments of services by their ids; the default is production */
    PagerDutyIncidentTranslator(Map<String, String> environments) {
        this.environments = Map.copyOf(environments);
    }

    static boolean supports(String kind) {
        return TYPES.containsKey(kind);
    }

    /** The PagerDuty id of the incident's service. */
    static String service(Payload delivery) {
        return delivery.text("/event/data/service/id");
    }

    /**
     * The source of the incident: the host of PagerDuty's API, which identifies the region. The account's name is not
     * part of it, since accounts are renamed.
     */
    static String source(Payload delivery) {
        return delivery.find("/event/data/self")
                .filter(address -> address.startsWith("https://"))
                .map(address -> address.substring("https://".length()).split("/", 2)[0])
                .orElse("api.pagerduty.com");
    }

    EventDraft translate(Payload delivery) {
        var kind = delivery.text("/event/event_type");
        var severity = delivery.find("/event/data/priority/summary").or(() -> delivery.find("/event/data/urgency"));
        var id = "event/" + delivery.text("/event/id");
        return new EventDraft(TYPES.getOrDefault(kind, kind), id, delivery.text("/event/occurred_at"))
                .with("incident_id", delivery.text("/event/data/id"))
                .with("environment", Optional.ofNullable(environments.get(service(delivery))))
                .with("severity", severity);
    }
}
