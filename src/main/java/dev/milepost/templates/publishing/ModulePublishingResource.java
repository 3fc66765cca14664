package dev.milepost.templates.publishing;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.requests.BodyLimit;
import dev.milepost.platform.requests.BodyLimit.Content;
import dev.milepost.security.caller.Roles;
import dev.milepost.templates.registry.ManifestKind;
import dev.milepost.templates.registry.RegistryReader;
import dev.milepost.templates.trees.FileTree;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Publishes versions of modules. */
@Path("/api/v1/modules")
@RolesAllowed(Roles.TEMPLATE_OWNER)
@Blocking
class ModulePublishingResource {

    private static final Set<String> ARCHIVES =
            Set.of("application/x-tar", "application/tar", "application/gzip", "application/x-gzip");

    private final PublishingService service;
    private final RegistryReader registry;

    ModulePublishingResource(PublishingService service, RegistryReader registry) {
        this.service = service;
        this.registry = registry;
    }

    @POST
    @Path("{name}/versions")
    @BodyLimit(
            bytes = ModuleArchive.BYTES,
            content = Content.JSON_IF_NAMED,
            expansion = ModuleArchive.EXPANSION,
            memory = ModuleArchive.MEMORY)
    public Response publishModuleVersion(
            @RestPath String name, @RestQuery @Nullable String source, @Context HttpHeaders headers, byte[] body) {
        var target = new PublishTarget(ManifestKind.MODULE, name, SourceUrl.require(source));
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        var isArchive = isArchive(contentType);
        var format = isArchive ? DocumentFormat.YAML : format(contentType);
        var request = isArchive ? ModuleArchive.read(body, target) : target.read(body, format, FileTree.EMPTY);
        return PublishResponse.of(service.publish(request), request, registry);
    }

    private static boolean isArchive(@Nullable String contentType) {
        var type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        var end = type.indexOf(';');
        return ARCHIVES.contains((end < 0 ? type : type.substring(0, end)).strip());
    }

    private static DocumentFormat format(@Nullable String contentType) {
        return DocumentFormat.of(contentType)
                .orElseThrow(
                        () -> PublishTarget.unsupported(
                                contentType,
                                "manifests as application/yaml or application/json, with files as application/x-tar or application/gzip"));
    }
}
