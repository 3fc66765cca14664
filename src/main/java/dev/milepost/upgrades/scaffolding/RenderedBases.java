package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.composition.ComposedTemplateRenderer;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.upgrades.scaffolding.RenderedBase.FileOrigin;
import dev.milepost.upgrades.scaffolding.RenderedBaseRepository.Key;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Renders the files of services and stores them, so that old versions do not have to be rendered again. */
@ApplicationScoped
public class RenderedBases {

    private final RenderedBaseRepository repository;
    private final Clock clock;
    private final Renderer renderer = new Renderer();

    RenderedBases(RenderedBaseRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Returns the stored files, or else renders them with the same result. Stores nothing. */
    public RenderedBase find(ResolvedGoldenPath resolved, ObjectNode parameters, String correlationId) {
        return repository
                .find(key(resolved, parameters, correlationId))
                .orElseGet(() -> render(resolved, parameters, correlationId));
    }

    /** Renders and stores the files, unless they are already stored. */
    RenderedBase renderAndStore(ResolvedGoldenPath resolved, ObjectNode parameters, String correlationId) {
        var key = key(resolved, parameters, correlationId);
        return repository.find(key).orElseGet(() -> {
            var base = render(resolved, parameters, correlationId);
            repository.store(key, base, clock.instant());
            return base;
        });
    }

    static Key key(ResolvedGoldenPath resolved, ObjectNode parameters, String correlationId) {
        return new Key(resolved.lock().fingerprint(), ParameterDigest.of(parameters, correlationId));
    }

    /** @param correlationId the correlation id of the run, which the rendered files contain */
    public RenderedBase render(ResolvedGoldenPath resolved, ObjectNode parameters, String correlationId) {
        var rendered = ComposedTemplateRenderer.render(resolved, parameters, correlationId, renderer);
        Map<String, FileOrigin> origins = new HashMap<>();
        rendered.origins()
                .forEach((path, origin) -> origins.put(path, new FileOrigin(origin.module(), origin.behaviour())));
        return new RenderedBase(rendered.files(), origins);
    }
}
