package dev.milepost.upgrades;

import dev.milepost.runs.FilledRuns;
import dev.milepost.runs.ServiceTemplates;
import dev.milepost.runs.ServiceTemplates.ServiceTemplate;
import dev.milepost.runs.UnknownServiceTemplate;
import dev.milepost.templates.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.semver4j.Semver;

/** Finds where services are, from what is known of them and what a caller says. */
@ApplicationScoped
class StartingPoints {

    private final ServiceTemplates templates;
    private final FilledRuns runs;
    private final Registry registry;

    StartingPoints(ServiceTemplates templates, FilledRuns runs, Registry registry) {
        this.templates = templates;
        this.runs = runs;
        this.registry = registry;
    }

    StartingPoint find(String service, PlanRequest request) {
        var known = templates.find(service);
        var said = Optional.ofNullable(request.from()).filter(from -> !from.isBlank());
        var template = said.filter(from -> from.lastIndexOf('@') > 0)
                .map(from -> from.substring(0, from.lastIndexOf('@')))
                .or(() -> known.map(ServiceTemplate::template))
                .orElseThrow(() -> new UnknownServiceTemplate(service));
        var version = said.map(from -> from.substring(from.lastIndexOf('@') + 1))
                .or(() -> known.map(ServiceTemplate::version))
                .orElseThrow(() -> UnknownBase.version(service));
        if (registry.find(template, version).isEmpty()) {
            throw said.isPresent() ? UnknownRelease.release(template, version) : UnknownBase.version(service);
        }
        var filled = runs.findLatest(service, template, earlier -> isOnTheWay(template, earlier, version));
        if (filled.isEmpty() && request.parameters() == null) {
            throw UnknownBase.parameters(service);
        }
        return new StartingPoint(template, version, filled.orElse(null));
    }

    private boolean isOnTheWay(String template, String earlier, String version) {
        return Semver.isValid(earlier)
                && new Semver(earlier).isLowerThanOrEqualTo(new Semver(version))
                && registry.find(template, earlier).isPresent();
    }
}
