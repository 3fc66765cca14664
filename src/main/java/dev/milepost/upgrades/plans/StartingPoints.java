package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.registry.Registry;
import dev.milepost.upgrades.scaffolding.RunParameterReader;
import dev.milepost.upgrades.scaffolding.RunParameterReader.ParameterizedRun;
import dev.milepost.upgrades.scaffolding.ServiceTemplates;
import dev.milepost.upgrades.scaffolding.ServiceTemplates.ServiceTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** Finds the starting points of services, from recorded runs and the caller's request. */
@ApplicationScoped
class StartingPoints {

    private final ServiceTemplates templates;
    private final RunParameterReader runs;
    private final Registry registry;

    StartingPoints(ServiceTemplates templates, RunParameterReader runs, Registry registry) {
        this.templates = templates;
        this.runs = runs;
        this.registry = registry;
    }

    /**
     * The version and run of a service before an upgrade.
     *
     * @param version a version in the registry
     * @param run the run with the service's parameters, at this version or an earlier one; null if unknown
     */
    record StartingPoint(
            String template, String version, @Nullable ParameterizedRun run) {

        /** Returns the correlation id that the service's files contain. */
        String correlationId() {
            return run == null ? "" : run.correlationId();
        }

        /** @param path from the run's version to this one */
        ObjectNode known(ParameterUpgradePath path) {
            return run == null ? ParameterValues.none() : path.withDefaults(path.carryOver(run.parameters()));
        }
    }

    StartingPoint find(String service, PlanRequest request) {
        var known = templates.find(service);
        var requested = Optional.ofNullable(request.from()).filter(from -> !from.isBlank());
        var template = requested
                .filter(from -> from.lastIndexOf('@') > 0)
                .map(from -> from.substring(0, from.lastIndexOf('@')))
                .or(() -> known.map(ServiceTemplate::template))
                .orElseThrow(() -> ServiceTemplates.unknown(service));
        var version = requested
                .map(from -> from.substring(from.lastIndexOf('@') + 1))
                .or(() -> known.map(ServiceTemplate::version))
                .orElseThrow(() -> unknownVersion(service));
        if (registry.find(template, version).isEmpty()) {
            throw requested.isPresent() ? TemplateReleases.unknown(template, version) : unknownVersion(service);
        }
        var parameterized = runs.findLatest(service, template, earlier -> isOnRoute(template, earlier, version));
        return new StartingPoint(template, version, parameterized.orElse(null));
    }

    private static ProblemException unknownVersion(String service) {
        return ProblemException.of(
                ProblemType.UNKNOWN_BASE,
                "The golden path version of '%s' is unknown or not published here. Send it in 'from'."
                        .formatted(service));
    }

    private boolean isOnRoute(String template, String earlier, String version) {
        return Semver.isValid(earlier)
                && new Semver(earlier).isLowerThanOrEqualTo(new Semver(version))
                && registry.find(template, earlier).isPresent();
    }
}
