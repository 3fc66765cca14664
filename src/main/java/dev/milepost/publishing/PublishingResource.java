package dev.milepost.publishing;

import dev.milepost.entities.Format;
import dev.milepost.http.BodyLimit;
import dev.milepost.manifests.Manifest;
import dev.milepost.manifests.ManifestReader;
import dev.milepost.platform.Roles;
import dev.milepost.templates.Kind;
import dev.milepost.templates.LockDocument;
import dev.milepost.templates.RegistryReader;
import dev.milepost.templates.Submission;
import dev.milepost.trees.FileTree;
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

/** Takes versions of golden paths. */
@Path("/api/v1/templates")
@RolesAllowed(Roles.READER)
@Blocking
class PublishingResource {

    private final Publishing publishing;
    private final RegistryReader registry;

    PublishingResource(Publishing publishing, RegistryReader registry) {
        this.publishing = publishing;
        this.registry = registry;
    }

    @POST
    @RolesAllowed(Roles.TEMPLATE_OWNER)
    @Path("{name}/versions")
    @BodyLimit(bytes = ManifestReader.BYTES, memory = ManifestReader.MEMORY)
    public Response publishTemplateVersion(
            @RestPath String name, @RestQuery @Nullable String source, @Context HttpHeaders headers, byte[] body) {
        var address = new Address(Kind.GOLDEN_PATH, name, Sources.require(source));
        var format = format(headers);
        var submission = address.read(body, format, FileTree.EMPTY);
        return Published.answer(publishing.publish(submission), submission, registry);
    }

    @POST
    @Path("resolve")
    @BodyLimit(bytes = ManifestReader.BYTES, memory = ManifestReader.MEMORY)
    public LockDocument resolveTemplate(@Context HttpHeaders headers, byte[] body) {
        var format = format(headers);
        Manifest manifest = ManifestReader.read(body, format);
        MisplacedManifest.require(manifest, Kind.GOLDEN_PATH, manifest.name());
        return publishing.resolve(
                new Submission(manifest, new String(body, StandardCharsets.UTF_8), format, FileTree.EMPTY, null));
    }

    private static Format format(HttpHeaders headers) {
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return Format.of(contentType)
                .orElseThrow(() -> new UnsupportedManifestFormat(
                        contentType, "manifests as application/yaml or application/json"));
    }
}
