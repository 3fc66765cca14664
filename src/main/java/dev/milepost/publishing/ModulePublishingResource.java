package dev.milepost.publishing;

import dev.milepost.entities.Format;
import dev.milepost.http.BodyLimit;
import dev.milepost.platform.Roles;
import dev.milepost.templates.Kind;
import dev.milepost.templates.RegistryReader;
import dev.milepost.trees.FileTree;
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

/** Takes versions of modules. */
@Path("/api/v1/modules")
@RolesAllowed(Roles.TEMPLATE_OWNER)
@Blocking
class ModulePublishingResource {

    private static final Set<String> ARCHIVES =
            Set.of("application/x-tar", "application/tar", "application/gzip", "application/x-gzip");

    private final Publishing publishing;
    private final RegistryReader registry;

    ModulePublishingResource(Publishing publishing, RegistryReader registry) {
        this.publishing = publishing;
        this.registry = registry;
    }

    @POST
    @Path("{name}/versions")
    @BodyLimit(bytes = ModuleArchive.BYTES, expansion = ModuleArchive.EXPANSION, memory = ModuleArchive.MEMORY)
    public Response publishModuleVersion(
            @RestPath String name, @RestQuery @Nullable String source, @Context HttpHeaders headers, byte[] body) {
        var address = new Address(Kind.MODULE, name, Sources.require(source));
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        var isArchive = isArchive(contentType);
        var format = isArchive ? Format.YAML : format(contentType);
        var submission = isArchive ? ModuleArchive.read(body, address) : address.read(body, format, FileTree.EMPTY);
        return Published.answer(publishing.publish(submission), submission, registry);
    }

    private static boolean isArchive(@Nullable String contentType) {
        var type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        var end = type.indexOf(';');
        return ARCHIVES.contains((end < 0 ? type : type.substring(0, end)).strip());
    }

    private static Format format(@Nullable String contentType) {
        return Format.of(contentType)
                .orElseThrow(
                        () -> new UnsupportedManifestFormat(
                                contentType,
                                "manifests as application/yaml or application/json, with files as application/x-tar or application/gzip"));
    }
}
