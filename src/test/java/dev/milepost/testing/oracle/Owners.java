package dev.milepost.testing.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who owns what and when, by what scaffolding and the catalog told. No two may tell of one service at one moment. */
final class Owners {

    private final List<Known> known = new ArrayList<>();

    Owners(List<Told> events, List<Known> catalog) {
        events.stream()
                .filter(event -> event.is("scaffold.completed") && event.service() != null)
                .filter(event -> event.field("status").equals("success"))
                .forEach(event -> known.add(scaffolded(event)));
        known.addAll(catalog);
        known.sort(Comparator.comparing(Known::from));
    }

    private static Known scaffolded(Told event) {
        var template = Template.of(event);
        return new Known(
                String.valueOf(event.service()),
                event.time(),
                event.data().path("team").asText(null),
                null,
                null,
                template.name(),
                template.version());
    }

    /** Whose a service was at a moment. */
    Owner at(String service, Instant moment) {
        return known.stream()
                .filter(told -> told.service().equals(service) && !told.from().isAfter(moment))
                .reduce((earlier, later) -> later)
                .map(Owner::of)
                .orElse(Owner.unknown(service));
    }

    /** Whose a deployment and what it delivers is: of its template it may tell itself. */
    Owner of(Deployment deployment) {
        var then = at(deployment.service(), deployment.finishedAt());
        return Optional.ofNullable(deployment.template()).map(then::on).orElse(then);
    }

    Owner of(Incident incident) {
        return at(incident.service(), incident.openedAt());
    }
}
