package dev.milepost.events.intake;

import dev.milepost.events.contract.Envelope;
import dev.milepost.events.contract.GoldenEvent;
import dev.milepost.security.caller.EmitPermissions;
import dev.milepost.security.caller.NotAllowed;
import java.util.List;

/** Checks that a sender may emit an event, for every event format. */
final class Restrictions {

    /** The prefix of the sources of this service's own events. */
    private static final String OWN_SOURCES = "milepost/";

    /** Golden types that concern the platform even if they name a service. */
    private static final List<String> PLATFORM_TYPES = List.of("template.", "catalog.", "policy.", "slo.", "probe.");

    /**
     * Golden types whose records are identified by source and an id within the source. Every sender that may use such a
     * source can change all of its records.
     */
    private static final List<String> IDENTIFIED_BY_SOURCE = List.of("incident.", "scaffold.");

    private Restrictions() {}

    /** @throws NotAllowed if the sender may not emit the event */
    static void check(Envelope envelope, GoldenEvent event, EmitPermissions permissions) {
        if (permissions.isUnrestricted()) {
            return;
        }
        checkSource(event.source(), "/source", permissions);
        // A CDEvent has a source in its context. Its envelope can name another one, and both are stored.
        envelope.attribute("source").ifPresent(source -> checkSource(source, "/source", permissions));
        // An incident is one of this source, whoever reports it.
        event.text("incident_source").ifPresent(source -> checkSource(source, "/data/incident_source", permissions));
        if (!permissions.allowsService(event.service())) {
            throw NotAllowed.at(
                    "/data/service_id",
                    event.service() == null
                            ? "is required: the token may send events of certain services only"
                            : "is a service whose events the token may not send");
        }
        if (!permissions.allServices()) {
            checkType(event, permissions);
        }
    }

    private static void checkSource(String source, String pointer, EmitPermissions permissions) {
        if (!permissions.allowsSource(source) || source.startsWith(OWN_SOURCES)) {
            throw NotAllowed.at(pointer, "is a source that the token may not use");
        }
    }

    private static void checkType(GoldenEvent event, EmitPermissions permissions) {
        if (!event.golden()) {
            return;
        }
        if (PLATFORM_TYPES.stream().anyMatch(event.type()::startsWith)) {
            throw NotAllowed.at(
                    "/type", "concerns more than one service: the token may send events of certain services only");
        }
        if (permissions.allSources() && IDENTIFIED_BY_SOURCE.stream().anyMatch(event.type()::startsWith)) {
            throw NotAllowed.at(
                    "/source",
                    "must be a source that the token lists: sources identify incidents and scaffold tasks, and the token "
                            + "may send events of certain services only");
        }
    }
}
