package dev.milepost.publishing;

import dev.milepost.templates.RegistryReader;
import dev.milepost.templates.Submission;
import dev.milepost.templates.Target;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The answer to who has published something. */
final class Published {

    private Published() {}

    /** @param isNew whether it was not there before */
    static Response answer(boolean isNew, Submission submission, RegistryReader registry) {
        var manifest = submission.manifest();
        var target = new Target(
                submission.kind(), manifest.name(), manifest.version().toString());
        return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK)
                .location(URI.create(target.kind().path() + target.name() + "/versions/" + target.version()))
                .entity(registry.version(target))
                .build();
    }
}
