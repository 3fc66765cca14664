package dev.milepost.events.vendors;

import java.util.Map;
import java.util.Optional;

/**
 * {@code incident.triggered} is {@code incident.opened}; {@code resolved} and {@code reopened} are called the same. What
 * lies between, such as an acknowledgement, changes neither that users suffer nor since when.
 *
 * @see <a href="https://developer.pagerduty.com/docs/webhooks-overview#incident">PagerDuty: incident</a>
 */
final class PagerDutyIncidentTranslator {

    private static final Map<String, String> TYPES = Map.of(
            "incident.triggered", "incident.opened",
            "incident.resolved", "incident.resolved",
            "incident.reopened", "incident.reopened");

    private final Map<String, String> environments;

    /** @param environments of services by their ids, where it is not production */
    PagerDutyIncidentTranslator(Map<String, String> environments) {
        this.environments = Map.copyOf(environments);
    }

    static boolean supports(String kind) {
        return TYPES.containsKey(kind);
    }

    /** The id of the service that it is of. */
    static String service(Payload delivery) {
        return delivery.text("/event/data/service/id");
    }

    /**
     * Who numbers the incidents. The address of the API tells its region; the account's own name is not part of it, since
     * accounts are renamed.
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
