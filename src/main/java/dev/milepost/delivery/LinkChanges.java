package dev.milepost.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What recomputation takes out of the links and puts into them, for the rollups. */
final class LinkChanges {

    private final List<Contributions.DeploymentCounted> deploymentsGone = new ArrayList<>();
    private final List<Contributions.DeploymentCounted> deploymentsCome = new ArrayList<>();
    private final List<Contributions.ChangeDelivered> changesGone = new ArrayList<>();
    private final List<Contributions.ChangeDelivered> changesCome = new ArrayList<>();
    private final List<Contributions.IncidentCounted> incidentsGone = new ArrayList<>();
    private final List<Contributions.IncidentCounted> incidentsCome = new ArrayList<>();

    void deployments(Collection<DeploymentLink> gone, Collection<DeploymentLink> come) {
        gone.forEach(link -> deploymentsGone.add(link.counted()));
        come.forEach(link -> deploymentsCome.add(link.counted()));
    }

    void deliveries(Collection<Delivery> gone, Collection<Delivery> come) {
        gone.forEach(delivery -> changesGone.add(delivery.counted()));
        come.forEach(delivery -> changesCome.add(delivery.counted()));
    }

    void incidents(Collection<IncidentLink> gone, Collection<IncidentLink> come) {
        gone.forEach(link -> incidentsGone.add(link.counted()));
        come.forEach(link -> incidentsCome.add(link.counted()));
    }

    Contributions gone() {
        return new Contributions(deploymentsGone, changesGone, incidentsGone);
    }

    Contributions come() {
        return new Contributions(deploymentsCome, changesCome, incidentsCome);
    }
}
