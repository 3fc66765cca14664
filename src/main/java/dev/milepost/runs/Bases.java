package dev.milepost.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.composition.ServiceRendering;
import dev.milepost.rendering.Renderer;
import dev.milepost.resolution.Assembly;
import dev.milepost.runs.BaseRepository.Key;
import dev.milepost.runs.RenderedBase.FileOrigin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** What services were rendered to, kept so that no old version has to be rendered again; and what they would be now. */
@ApplicationScoped
public class Bases {

    private final BaseRepository kept;
    private final Clock clock;
    private final Renderer renderer = new Renderer();

    Bases(BaseRepository kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    /** From what is kept, else rendered, which comes to the same; keeps nothing. */
    public RenderedBase find(Assembly assembly, ObjectNode parameters, String correlationId) {
        return kept.find(key(assembly, parameters, correlationId))
                .orElseGet(() -> render(assembly, parameters, correlationId));
    }

    /** Renders and keeps it, unless it is kept already. */
    RenderedBase keep(Assembly assembly, ObjectNode parameters, String correlationId) {
        var key = key(assembly, parameters, correlationId);
        return kept.find(key).orElseGet(() -> {
            var base = render(assembly, parameters, correlationId);
            kept.keep(key, base, clock.instant());
            return base;
        });
    }

    static Key key(Assembly assembly, ObjectNode parameters, String correlationId) {
        return new Key(assembly.lock().fingerprint(), Digests.of(parameters, correlationId));
    }

    /** @param correlationId of the run, which is written into what it makes */
    public RenderedBase render(Assembly assembly, ObjectNode parameters, String correlationId) {
        var rendered = ServiceRendering.render(assembly, parameters, correlationId, renderer);
        Map<String, FileOrigin> origins = new HashMap<>();
        rendered.origins()
                .forEach((path, origin) -> origins.put(path, new FileOrigin(origin.module(), origin.behaviour())));
        return new RenderedBase(rendered.files(), origins);
    }
}
