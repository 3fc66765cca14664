package dev.milepost.upgrades.scaffolding;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milepost.templates.manifests.GoldenPath.Support;
import dev.milepost.templates.registry.PublishedVersion;
import dev.milepost.templates.registry.StoredVersion.Deprecation;
import dev.milepost.upgrades.scaffolding.ServiceTemplates.ServiceTemplate;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The version that a service is on, the versions that it can upgrade to, and how far it is behind.
 *
 * @param knownBy {@code run} if a scaffold run led the service there, {@code catalog} if only the catalog states it
 * @param published whether the registry has the version; if not, the following members are null
 * @param newest the version to upgrade to: the one on channel {@code stable}, if it is later
 * @param newestCompatible the latest version of the same major version, neither yanked nor deprecated
 * @param upgrade the address of the upgrade path to {@code newest}
 */
record ServiceTemplateView(
        String service,
        String template,
        @Nullable String version,
        @Nullable Instant since,
        String knownBy,
        @Nullable RunView run,
        boolean published,
        @Nullable Boolean yanked,
        @Nullable Deprecation deprecation,
        @Nullable Support support,
        @Nullable OfferedVersion newest,
        @Nullable OfferedVersion newestCompatible,
        @Nullable Behind behind,
        @Nullable String upgrade) {

    /** @param entityRefs the entities that the run created */
    record RunView(@JsonUnwrapped ScaffoldRun run, List<String> entityRefs) {}

    record OfferedVersion(String version, Instant publishedAt, boolean breaking) {

        static @Nullable OfferedVersion of(@Nullable PublishedVersion version, boolean breaking) {
            return version == null
                    ? null
                    : new OfferedVersion(version.ref().version(), version.publishedAt(), breaking);
        }
    }

    /** @param days between the publication of the service's version and of the newest */
    record Behind(int versions, long days, @Nullable Instant since) {}

    /**
     * @param createdEntities the refs of the entities that the run created
     * @param published all versions of the golden path, ascending
     * @param supportOf returns the support that the manifest of a version states
     */
    static ServiceTemplateView of(
            ServiceTemplate on,
            List<String> createdEntities,
            List<PublishedVersion> published,
            Function<PublishedVersion, @Nullable Support> supportOf) {
        var run = on.run() == null ? null : new RunView(on.run(), createdEntities);
        var current = published.stream()
                .filter(version -> version.ref().version().equals(on.version()))
                .findFirst()
                .orElse(null);
        if (current == null) {
            return of(on, run, null, null, null);
        }
        return of(on, run, current, supportOf.apply(current), VersionLag.of(current, published));
    }

    private static ServiceTemplateView of(
            ServiceTemplate on,
            @Nullable RunView run,
            @Nullable PublishedVersion current,
            @Nullable Support support,
            @Nullable VersionLag lag) {
        return new ServiceTemplateView(
                on.service(),
                on.template(),
                on.version(),
                on.since(),
                run == null ? "catalog" : "run",
                run,
                current != null,
                current == null ? null : current.yanked(),
                current == null ? null : current.deprecation(),
                support,
                lag == null ? null : OfferedVersion.of(lag.newest(), lag.breaking()),
                lag == null ? null : OfferedVersion.of(lag.newestCompatible(), false),
                lag == null ? null : new Behind(lag.versions(), lag.days(), lag.since()),
                lag == null || lag.newest() == null
                        ? null
                        : "/api/v1/templates/%s/upgrade?from=%s&to=%s"
                                .formatted(
                                        on.template(),
                                        encoded(String.valueOf(on.version())),
                                        encoded(lag.newest().ref().version())));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
