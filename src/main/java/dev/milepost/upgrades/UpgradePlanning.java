package dev.milepost.upgrades;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.manifests.TemplateModule.Behaviour;
import dev.milepost.merging.Labels;
import dev.milepost.merging.MergedFile;
import dev.milepost.merging.TreeMerge;
import dev.milepost.resolution.Assembly;
import dev.milepost.runs.Bases;
import dev.milepost.runs.RenderedBase;
import dev.milepost.runs.RenderedBase.FileOrigin;
import dev.milepost.runs.SafeParameters;
import dev.milepost.templates.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges a service's files along the way to another version; stores nothing of them. */
@ApplicationScoped
class UpgradePlanning {

    private final StartingPoints starts;
    private final Releases releases;
    private final Registry registry;
    private final Bases bases;

    UpgradePlanning(StartingPoints starts, Releases releases, Registry registry, Bases bases) {
        this.starts = starts;
        this.releases = releases;
        this.registry = registry;
        this.bases = bases;
    }

    /**
     * What becomes of a service's files.
     *
     * @param parameters what the later version is rendered with, secrets left out
     * @param origins whose each file is, by its path after moves
     */
    record Plan(
            String service,
            String template,
            UpgradePath path,
            ObjectNode parameters,
            Moves moves,
            List<MergedFile> files,
            Map<String, FileOrigin> origins) {}

    Plan plan(String service, PlanRequest request) {
        var start = starts.find(service, request);
        var template = start.template();
        var way = releases.between(template, start.version(), request.target()).path();
        var values = values(start, way, request);
        var from = assembly(template, way.from());
        var to = assembly(template, way.to());
        var base = bases.find(from, values.before(), start.correlationId());
        var target = bases.render(to, values.after(), start.correlationId());
        var moves = Moves.of(base.files(), request.files(), way.migrations());
        var origins = origins(base, target, moves);
        var merged = TreeMerge.merge(
                moves.base(),
                target.files(),
                moves.theirs(),
                path -> Optional.ofNullable(origins.get(path))
                        .map(FileOrigin::behaviour)
                        .orElse(Behaviour.MERGE),
                Labels.ofVersions(
                        way.from().version().toString(), way.to().version().toString()));
        return new Plan(service, template, way, SafeParameters.of(values.after(), to), moves, merged, origins);
    }

    private Values values(StartingPoint start, UpgradePath way, PlanRequest request) {
        var filled = start.filled();
        var before = filled == null
                ? Values.none()
                : start.known(releases.way(
                                releases.find(start.template(), filled.version()),
                                releases.find(start.template(), start.version()))
                        .path()
                        .parameters());
        var given = request.parameters() == null ? Values.none() : request.parameters();
        return Values.of(way.parameters(), before, given);
    }

    private Assembly assembly(String template, Release release) {
        return registry.findAssembly(template, release.version().toString())
                .orElseThrow(() -> new IllegalStateException("What is on a way has been published"));
    }

    /** Whose each file is now, else whose it was. */
    private static Map<String, FileOrigin> origins(RenderedBase base, RenderedBase target, Moves moves) {
        var origins = new HashMap<>(base.origins());
        moves.moved().forEach((place, from) -> {
            var origin = base.origins().get(from);
            if (origin != null) {
                origins.put(place, origin);
            }
        });
        origins.putAll(target.origins());
        return origins;
    }
}
