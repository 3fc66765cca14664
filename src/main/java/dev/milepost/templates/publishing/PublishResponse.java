package dev.milepost.templates.publishing;

import dev.milepost.templates.registry.PublishRequest;
import dev.milepost.templates.registry.RegistryReader;
import dev.milepost.templates.registry.VersionRef;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The response to publishing a version. */
final class PublishResponse {

    private PublishResponse() {}

    /** @param isNew whether the version did not exist before */
    static Response of(boolean isNew, PublishRequest request, RegistryReader registry) {
        var manifest = request.manifest();
        var ref = new VersionRef(
                request.kind(), manifest.name(), manifest.version().toString());
        return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK)
                .location(URI.create(ref.kind().path() + ref.name() + "/versions/" + ref.version()))
                .entity(registry.version(ref))
                .build();
    }
}
