package dev.milepost.testing.oracle;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who owns what and when, by what scaffolding and the catalog told. */
final class Owners {

    private final List<CatalogRecord> scaffolded;
    private final List<CatalogRecord> upgraded;
    private final List<CatalogRecord> catalog;

    Owners(List<OracleEvent> events, List<CatalogRecord> catalog) {
        this.scaffolded = inOrder(events.stream()
                .filter(event -> event.is("scaffold.completed") && event.service() != null)
                .filter(event -> event.field("status").equals("success"))
                .map(Owners::scaffolded));
        this.upgraded = inOrder(events.stream()
                .filter(event -> event.is("upgrade.merged") && event.service() != null)
                .map(Owners::scaffolded));
        this.catalog = inOrder(catalog.stream());
    }

    private static List<CatalogRecord> inOrder(Stream<CatalogRecord> told) {
        return told.sorted(Comparator.comparing(CatalogRecord::from)).toList();
    }

    private static CatalogRecord scaffolded(OracleEvent event) {
        var template = Template.of(event);
        return new CatalogRecord(
                String.valueOf(event.service()),
                event.time(),
                event.data().path("team").asText(null),
                null,
                null,
                template.name(),
                template.version());
    }

    /** Whose a service was at a moment: what the catalog told, and of what it says nothing, what scaffolding did. */
    Owner at(String service, Instant moment) {
        var first = latest(catalog, service, moment);
        var second = scaffoldedAt(service, moment);
        return Stream.of(first, second)
                .flatMap(Optional::stream)
                .reduce(CatalogRecord::completedBy)
                .map(Owner::of)
                .orElse(Owner.unknown(service));
    }

    /** The later of the last scaffolding and the last upgrade says the template, scaffolding the rest. */
    private Optional<CatalogRecord> scaffoldedAt(String service, Instant moment) {
        var run = latest(scaffolded, service, moment);
        var upgrade = latest(upgraded, service, moment);
        return upgrade.filter(last ->
                        run.filter(first -> first.from().isAfter(last.from())).isEmpty())
                .map(last -> run.map(last::completedBy).orElse(last))
                .or(() -> run);
    }

    private static Optional<CatalogRecord> latest(List<CatalogRecord> told, String service, Instant moment) {
        return told.stream()
                .filter(one -> one.service().equals(service) && !one.from().isAfter(moment))
                .reduce((earlier, later) -> later);
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
