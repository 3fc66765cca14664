package dev.milepost.events.intake;

import dev.milepost.events.golden.Envelope;
import dev.milepost.events.golden.GoldenEvent;
import dev.milepost.security.caller.EmitPermissions;
import dev.milepost.security.caller.NotAllowed;
import java.util.List;

/** Holds an event against what its sender may tell of, whatever form the event has. */
final class Restrictions {

    /** Where the service's own events come from. */
    private static final String OWN_SOURCES = "milepost/";

    /** Golden types that are about the platform even where they name a service. */
    private static final List<String> OF_THE_PLATFORM = List.of("template.", "catalog.", "policy.", "slo.", "probe.");

    /** Golden types whose records are known by their source and an id within it, so that a source is shared whole. */
    private static final List<String> KNOWN_BY_SOURCE = List.of("incident.", "scaffold.");

    private Restrictions() {}

    /** @throws NotAllowed where the sender may not tell of it */
    static void check(Envelope envelope, GoldenEvent event, EmitPermissions permissions) {
        if (permissions.isUnrestricted()) {
            return;
        }
        checkSource(event.source(), permissions);
        // A CDEvent names its source within, and its envelope may name another, which is kept too.
        envelope.attribute("source").ifPresent(source -> checkSource(source, permissions));
        if (!permissions.allowsService(event.service())) {
            throw NotAllowed.at(
                    "/data/service_id",
                    event.service() == null
                            ? "must name a service, as this token may tell of some only"
                            : "is none that this token may tell of");
        }
        if (!permissions.allServices()) {
            checkType(event, permissions);
        }
    }

    private static void checkSource(String source, EmitPermissions permissions) {
        if (!permissions.allowsSource(source) || source.startsWith(OWN_SOURCES)) {
            throw NotAllowed.at("/source", "is none that this token may tell of");
        }
    }

    private static void checkType(GoldenEvent event, EmitPermissions permissions) {
        if (!event.golden()) {
            return;
        }
        if (OF_THE_PLATFORM.stream().anyMatch(event.type()::startsWith)) {
            throw NotAllowed.at("/type", "is about more than a service, and this token may tell of some services only");
        }
        if (permissions.allSources() && KNOWN_BY_SOURCE.stream().anyMatch(event.type()::startsWith)) {
            throw NotAllowed.at(
                    "/source",
                    "must be one that the token names: incidents and scaffold tasks are known by their source, and this "
                            + "token may tell of some services only");
        }
    }
}
