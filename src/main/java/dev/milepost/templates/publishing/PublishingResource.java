package dev.milepost.templates.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.security.caller.Roles;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ManifestReader;
import dev.milepost.templates.manifests.ManifestSchema;
import dev.milepost.templates.registry.LockDocument;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.PublishRequest;
import dev.milepost.templates.registry.RegistryReader;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Publishes versions of golden paths and modules, resolves golden paths, and serves the schemas of manifests. */
@Path("/api/v1")
@RolesAllowed(Roles.TEMPLATE_OWNER)
@Blocking
class PublishingResource {

    private static final String MANIFESTS = "manifests as application/yaml or application/json";
    /**
     * The memory to resolve and compose a golden path: all versions of its modules, their manifests, and the Template. A
     * small heap gives less, and the limits are smaller then too.
     */
    private static final int COMPOSING = 64 << 20;

    private static final String SCHEMA_JSON = "application/schema+json";

    private final PublishingService service;
    private final RegistryReader registry;

    PublishingResource(PublishingService service, RegistryReader registry) {
        this.service = service;
        this.registry = registry;
    }

    @POST
    @Path("templates/{name}/versions")
    @BodyLimit(bytes = ManifestReader.MAX_BYTES, content = Content.JSON_IF_NAMED, memory = COMPOSING)
    public Response publishTemplateVersion(
            @RestPath String name, @RestQuery @Nullable String source, @Context HttpHeaders headers, byte[] body) {
        var target = new PublishTarget(ManifestKind.GOLDEN_PATH, name, source);
        return publish(target.read(body, format(headers, MANIFESTS), FileTree.EMPTY));
    }

    @POST
    @Path("modules/{name}/versions")
    @BodyLimit(
            bytes = ModuleArchive.BYTES,
            content = Content.JSON_IF_NAMED,
            expansion = ModuleArchive.EXPANSION,
            memory = ModuleArchive.MEMORY)
    public Response publishModuleVersion(
            @RestPath String name, @RestQuery @Nullable String source, @Context HttpHeaders headers, byte[] body) {
        var target = new PublishTarget(ManifestKind.MODULE, name, source);
        if (TarArchive.isNamed(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
            return publish(ModuleArchive.read(body, target));
        }
        var format = format(headers, MANIFESTS + ", with files as application/x-tar or application/gzip");
        return publish(target.read(body, format, FileTree.EMPTY));
    }

    @POST
    @RolesAllowed(Roles.READER)
    @Path("templates/resolve")
    @BodyLimit(bytes = ManifestReader.MAX_BYTES, content = Content.JSON_IF_NAMED, memory = COMPOSING)
    public LockDocument resolveTemplate(@Context HttpHeaders headers, byte[] body) {
        var manifest = ManifestReader.read(body, format(headers, MANIFESTS));
        PublishTarget.requireKind(ManifestKind.GOLDEN_PATH, manifest);
        return service.resolve((GoldenPath) manifest);
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Path("templates/schemas/golden-path")
    @Produces({SCHEMA_JSON, MediaType.APPLICATION_JSON})
    public JsonNode getGoldenPathSchema() {
        return ManifestSchema.GOLDEN_PATH.document();
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Path("templates/schemas/module")
    @Produces({SCHEMA_JSON, MediaType.APPLICATION_JSON})
    public JsonNode getModuleSchema() {
        return ManifestSchema.MODULE.document();
    }

    private Response publish(PublishRequest request) {
        var isNew = service.publish(request);
        var ref = request.ref();
        return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK)
                .location(URI.create(ref.kind().path() + ref.name() + "/versions/" + ref.version()))
                .entity(registry.version(ref))
                .build();
    }

    private static DocumentFormat format(HttpHeaders headers, String supported) {
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return DocumentFormat.of(contentType)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "%s is not supported. Send %s."
                                .formatted(
                                        contentType == null ? "A body without Content-Type" : contentType, supported)));
    }
}
