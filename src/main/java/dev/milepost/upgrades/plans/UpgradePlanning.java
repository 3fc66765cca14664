package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.upgrades.plans.StartingPoints.StartingPoint;
import dev.milepost.upgrades.scaffolding.RenderedBases;
import dev.milepost.upgrades.scaffolding.SafeParameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Plans upgrades by merging a service's files with another version. The files are not stored. */
@ApplicationScoped
class UpgradePlanning {

    private final StartingPoints startingPoints;
    private final TemplateReleases releases;
    private final RenderedBases bases;

    UpgradePlanning(StartingPoints starts, TemplateReleases releases, RenderedBases bases) {
        this.startingPoints = starts;
        this.releases = releases;
        this.bases = bases;
    }

    /**
     * The plan for a service's files.
     *
     * @param parameters the values that the later version is rendered with, without secrets
     * @param asked the parameters whose value is assumed
     */
    record UpgradePlan(
            String service,
            String template,
            UpgradePath path,
            ObjectNode parameters,
            List<AskedValue> asked,
            MergedService merged) {}

    UpgradePlan plan(String service, PlanRequest request) {
        var start = startingPoints.find(service, request);
        var template = start.template();
        var route = releases.upgradeRoute(template, start.version(), request.target());
        var path = route.path();
        if (start.run() == null && request.parameters() == null) {
            throw AskedValue.unknownBase(service, path.from());
        }
        var known = known(start);
        var values = ParameterValues.of(path.parameters(), known.values(), given(request));
        var to = route.to();
        var versions = new MergedService.Versions(
                template,
                path.from().version().toString(),
                bases.find(route.from(), values.before(), start.correlationId()),
                path.to().version().toString(),
                bases.render(to, values.after(), start.correlationId()));
        return new UpgradePlan(
                service,
                template,
                path,
                SafeParameters.of(values.after(), to),
                AskedValue.of(path.parameters(), known.names(), given(request), values.after(), to),
                MergedService.of(versions, request.checkout(), path.migrations()));
    }

    /**
     * The values of the service at its version.
     *
     * @param names the parameters that the form of the recorded run had, under the names of the version
     */
    private record KnownValues(ObjectNode values, Set<String> names) {}

    private KnownValues known(StartingPoint start) {
        var run = start.run();
        if (run == null) {
            return new KnownValues(ParameterValues.none(), Set.of());
        }
        var sinceRun = releases.routeBetween(
                        releases.find(start.template(), run.version()),
                        releases.find(start.template(), start.version()))
                .path()
                .parameters();
        var names = new TreeSet<>(sinceRun.after().keySet());
        sinceRun.added().forEach(names::remove);
        return new KnownValues(start.known(sinceRun), names);
    }

    private static ObjectNode given(PlanRequest request) {
        return request.parameters() == null ? ParameterValues.none() : request.parameters();
    }
}
