package dev.milepost.events.vendors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Translates incidents. {@code incident.triggered} becomes {@code incident.opened}; {@code incident.resolved} and
 * {@code incident.reopened} have the same names in both. {@code incident.merged} resolves an incident that is part of
 * another. Other changes, such as an acknowledgement, are ignored: they change neither whether users are affected nor since
 * when.
 *
 * <p>With a filter by urgency or priority, an incident can come to count after it was triggered: responders set the
 * priority later. Each delivery of an incident that counts then opens it too, at its own time of creation and under one
 * id. An incident that the filter leaves out is not opened. Its resolution is translated nonetheless: without an opening
 * it counts nowhere, and an incident whose priority was lowered does not stay open.
 *
 * @see <a href="https://developer.pagerduty.com/docs/webhooks-overview#incident">PagerDuty: incident</a>
 */
final class PagerDutyIncidentTranslator {

    private static final String MERGE = "incident.merged";

    private static final Map<String, String> TYPES = Map.of(
            "incident.triggered",
            "incident.opened",
            "incident.resolved",
            "incident.resolved",
            MERGE,
            "incident.resolved",
            "incident.reopened",
            "incident.reopened");

    /** Deliveries of an open incident that show its urgency and priority. */
    private static final Set<String> CHANGES = Set.of(
            "incident.acknowledged",
            "incident.escalated",
            "incident.priority_updated",
            "incident.reassigned",
            "incident.unacknowledged");

    /** The type of the reason for which PagerDuty resolves an incident that was merged into another. */
    private static final String MERGED = "merge_resolve_reason";

    private final Map<String, String> environments;
    private final PagerDutyFilter filter;

    /** @param environments the environments of services by their ids; the default is production */
    PagerDutyIncidentTranslator(Map<String, String> environments, PagerDutyFilter filter) {
        this.environments = Map.copyOf(environments);
        this.filter = filter;
    }

    /**
     * The events of an incident's delivery.
     *
     * @param excludedBy the filter that left the delivery out, in whole or in part; empty if none did
     */
    record IncidentDrafts(List<EventDraft> drafts, Optional<String> excludedBy) {

        IncidentDrafts {
            drafts = List.copyOf(drafts);
        }
    }

    boolean supports(String kind) {
        return TYPES.containsKey(kind) || filter.canChange() && CHANGES.contains(kind);
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

    IncidentDrafts translate(Payload delivery) {
        var kind = delivery.text("/event/event_type");
        var type = Optional.ofNullable(TYPES.get(kind));
        var excludedByService = filter.excludesService(delivery);
        if (excludedByService.isPresent()) {
            return new IncidentDrafts(List.of(), excludedByService);
        }
        if (kind.equals(MERGE) && mergedInto(delivery).isEmpty()) {
            return new IncidentDrafts(List.of(), Optional.empty());
        }
        var excludedBy = filter.excludes(delivery);
        var drafts = new ArrayList<EventDraft>();
        type.filter(known -> excludedBy.isEmpty() || !known.equals("incident.opened"))
                .map(known -> new EventDraft(
                        known, "event/" + delivery.text("/event/id"), delivery.text("/event/occurred_at")))
                .ifPresent(drafts::add);
        if (filter.canChange() && excludedBy.isEmpty() && !kind.equals("incident.triggered")) {
            delivery.find("/event/data/created_at")
                    .map(at -> new EventDraft("incident.opened", "opened/" + delivery.text("/event/data/id"), at))
                    .ifPresent(drafts::add);
        }
        drafts.forEach(draft -> describe(draft, delivery));
        return new IncidentDrafts(drafts, excludedBy);
    }

    private void describe(EventDraft draft, Payload delivery) {
        var urgency = delivery.find("/event/data/urgency");
        draft.with("incident_id", delivery.text("/event/data/id"))
                .with("environment", Optional.ofNullable(environments.get(service(delivery))))
                .with("severity", delivery.find("/event/data/priority/summary").or(() -> urgency))
                .with("urgency", urgency)
                .with("merged_into", mergedInto(delivery));
    }

    /**
     * The incident into which this one was merged; empty if it was not. PagerDuty may leave its id out; that it was merged
     * stands then. A merge of others into the incident of the delivery leaves it open.
     */
    private static Optional<String> mergedInto(Payload delivery) {
        var isMerged = delivery.find("/event/data/resolve_reason/type")
                        .filter(MERGED::equals)
                        .isPresent()
                || delivery.text("/event/event_type").equals(MERGE)
                        && delivery.find("/event/data/status")
                                .filter("resolved"::equals)
                                .isPresent();
        return isMerged
                ? delivery.find("/event/data/resolve_reason/incident/id").or(() -> Optional.of("unknown"))
                : Optional.empty();
    }
}
