package dev.milepost.templates.publishing;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.security.caller.Roles;
import dev.milepost.templates.manifests.Manifest;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.registry.LockDocument;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.PublishRequest;
import dev.milepost.templates.registry.RegistryReader;
import dev.milepost.templates.trees.FileTree;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Publishes versions of golden paths. */
@Path("/api/v1/templates")
@RolesAllowed(Roles.READER)
@Blocking
class PublishingResource {

    private final PublishingService service;
    private final RegistryReader registry;

    PublishingResource(PublishingService service, RegistryReader registry) {
        this.service = service;
        this.registry = registry;
    }

    @POST
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}/versions")
    @BodyLimit(bytes = ManifestReader.MAX_BYTES, content = Content.JSON_IF_NAMED, memory = ManifestReader.MEMORY)
    public Response publishTemplateVersion(
            @RestPath String name, @RestQuery @Nullable String source, @Context HttpHeaders headers, byte[] body) {
        var target = new PublishTarget(ManifestKind.GOLDEN_PATH, name, SourceUrl.require(source));
        var format = format(headers);
        var request = target.read(body, format, FileTree.EMPTY);
        return PublishResponse.of(service.publish(request), request, registry);
    }

    @POST
    @Path("resolve")
    @BodyLimit(bytes = ManifestReader.MAX_BYTES, content = Content.JSON_IF_NAMED, memory = ManifestReader.MEMORY)
    public LockDocument resolveTemplate(@Context HttpHeaders headers, byte[] body) {
        var format = format(headers);
        Manifest manifest = ManifestReader.read(body, format);
        PublishTarget.require(manifest, ManifestKind.GOLDEN_PATH, manifest.name());
        return service.resolve(
                new PublishRequest(manifest, new String(body, StandardCharsets.UTF_8), format, FileTree.EMPTY, null));
    }

    private static DocumentFormat format(HttpHeaders headers) {
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return DocumentFormat.of(contentType)
                .orElseThrow(() ->
                        PublishTarget.unsupported(contentType, "manifests as application/yaml or application/json"));
    }
}
