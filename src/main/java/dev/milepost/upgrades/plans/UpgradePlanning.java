package dev.milepost.upgrades.plans;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import dev.milepost.upgrades.merging.ConflictLabels;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.merging.TreeMerge;
import dev.milepost.upgrades.plans.StartingPoints.StartingPoint;
import dev.milepost.upgrades.scaffolding.RenderedBase;
import dev.milepost.upgrades.scaffolding.RenderedBase.FileOrigin;
import dev.milepost.upgrades.scaffolding.RenderedBases;
import dev.milepost.upgrades.scaffolding.SafeParameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * @param origins the origin of each file, by its path after moves
     */
    record UpgradePlan(
            String service,
            String template,
            UpgradePath path,
            ObjectNode parameters,
            FileMoves moves,
            List<MergedFile> files,
            Map<String, FileOrigin> origins) {}

    UpgradePlan plan(String service, PlanRequest request) {
        var start = startingPoints.find(service, request);
        var template = start.template();
        var route = releases.upgradeRoute(template, start.version(), request.target());
        var path = route.path();
        var values = values(start, path, request);
        var to = route.to();
        var base = bases.find(route.from(), values.before(), start.correlationId());
        var target = bases.render(to, values.after(), start.correlationId());
        var moves = FileMoves.of(base.files(), request.files(), path.migrations());
        var origins = origins(base, target, moves);
        var merged = TreeMerge.merge(
                moves.base(),
                target.files(),
                moves.theirs(),
                file -> Optional.ofNullable(origins.get(file))
                        .map(FileOrigin::behaviour)
                        .orElse(Behaviour.MERGE),
                ConflictLabels.ofVersions(
                        path.from().version().toString(), path.to().version().toString()));
        return new UpgradePlan(service, template, path, SafeParameters.of(values.after(), to), moves, merged, origins);
    }

    private ParameterValues values(StartingPoint start, UpgradePath path, PlanRequest request) {
        var parameterized = start.run();
        var before = parameterized == null
                ? ParameterValues.none()
                : start.known(releases.routeBetween(
                                releases.find(start.template(), parameterized.version()),
                                releases.find(start.template(), start.version()))
                        .path()
                        .parameters());
        var given = request.parameters() == null ? ParameterValues.none() : request.parameters();
        return ParameterValues.of(path.parameters(), before, given);
    }

    /** Returns the origin of each file in the later version, else in the earlier version. */
    private static Map<String, FileOrigin> origins(RenderedBase base, RenderedBase target, FileMoves moves) {
        var origins = new HashMap<>(base.origins());
        moves.movedFrom().forEach((place, from) -> {
            var origin = base.origins().get(from);
            if (origin != null) {
                origins.put(place, origin);
            }
        });
        origins.putAll(target.origins());
        return origins;
    }
}
