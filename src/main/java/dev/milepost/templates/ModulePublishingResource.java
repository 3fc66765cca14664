package dev.milepost.templates;

import dev.milepost.entities.Format;
import dev.milepost.manifests.ManifestReader;
import dev.milepost.platform.Roles;
import dev.milepost.templates.Submission.Address;
import dev.milepost.templates.Views.VersionView;
import dev.milepost.trees.FileTree;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Takes versions of modules, and what becomes of them. */
@Path("/api/v1/modules")
@RolesAllowed(Roles.TEMPLATE_OWNER)
@Blocking
class ModulePublishingResource {

    private static final Set<String> ARCHIVES =
            Set.of("application/x-tar", "application/tar", "application/gzip", "application/x-gzip");

    private final Uploads uploads;
    private final Publishing publishing;
    private final Retirement retirement;
    private final RegistryReader registry;

    ModulePublishingResource(Uploads uploads, Publishing publishing, Retirement retirement, RegistryReader registry) {
        this.uploads = uploads;
        this.publishing = publishing;
        this.retirement = retirement;
        this.registry = registry;
    }

    @POST
    @Path("{name}/versions")
    public Response publishModuleVersion(
            @RestPath String name, @RestQuery @Nullable String source, @Context HttpHeaders headers, InputStream body) {
        var address = new Address(Kind.MODULE, name, Sources.require(source));
        var contentType = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        var isArchive = isArchive(contentType);
        var format = isArchive ? Format.YAML : format(contentType);
        var submission = uploads.take(
                headers.getLength(),
                body,
                isArchive ? ModuleArchive.BYTES : ManifestReader.BYTES,
                bytes -> isArchive
                        ? ModuleArchive.read(bytes, address)
                        : Submission.of(address, bytes, format, FileTree.EMPTY));
        return Published.answer(publishing.publish(submission), submission, registry);
    }

    @POST
    @Path("{name}/versions/{version}/deprecation")
    @Consumes(MediaType.APPLICATION_JSON)
    public VersionView deprecateModuleVersion(
            @RestPath String name, @RestPath String version, @NotNull @Valid DeprecationRequest request) {
        retirement.deprecate(target(name, version), request);
        return registry.version(target(name, version));
    }

    @PUT
    @Path("{name}/versions/{version}/yank")
    @Consumes(MediaType.APPLICATION_JSON)
    public VersionView yankModuleVersion(
            @RestPath String name, @RestPath String version, @NotNull @Valid YankRequest request) {
        retirement.yank(target(name, version), request);
        return registry.version(target(name, version));
    }

    @DELETE
    @Path("{name}/versions/{version}/yank")
    public void restoreModuleVersion(@RestPath String name, @RestPath String version) {
        retirement.restore(target(name, version));
    }

    private static Target target(String name, String version) {
        return new Target(Kind.MODULE, name, version);
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
