package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.collections.Copies;
import dev.milepost.templates.manifests.Manifest.Changelog;
import dev.milepost.templates.manifests.Manifest.Metadata;
import dev.milepost.templates.manifests.PolicyHook.Requirement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a golden path.
 *
 * @param type {@code spec.type} of the Backstage Template, such as {@code service}
 * @param lifecycle Backstage's lifecycle of the services that it makes
 * @param policies the policy hooks, each required or optional
 * @param timeSaved the time that one run saves a team, as the manifest states it; null if it states none
 */
public record GoldenPath(
        Metadata metadata,
        String type,
        String lifecycle,
        Changelog changelog,
        List<ModuleRange> modules,
        Parameters parameters,
        Map<PolicyHook, Requirement> policies,
        List<RoadmapItem> roadmap,
        @Nullable Support support,
        java.time.@Nullable Duration timeSaved,
        JsonNode document)
        implements Manifest {

    public GoldenPath {
        modules = List.copyOf(modules);
        policies = Copies.map(policies);
        roadmap = List.copyOf(roadmap);
    }

    /**
     * @param range a version range in the syntax of {@code org.semver4j}: {@code ^2.1}, {@code ~1.4}, {@code >=1 <3}
     */
    public record ModuleRange(String module, String range) {}

    /** @param target the planned time, as free text */
    public record RoadmapItem(String title, @Nullable String target) {}

    /**
     * How long a version is supported. Dates begin in UTC.
     *
     * @param supersededBy {@code name}, {@code name@major} or {@code name@version}
     */
    public record Support(
            @Nullable LocalDate deprecatedFrom,
            @Nullable LocalDate endOfLife,
            @Nullable String supersededBy) {}
}
