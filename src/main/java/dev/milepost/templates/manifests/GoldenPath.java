package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a golden path.
 *
 * @param type Backstage's {@code spec.type} of the Template, such as {@code service}
 * @param lifecycle Backstage's, of what it makes
 * @param policies the hooks that it has, each required or optional
 * @param timeSaved what one run saves a team, as it states it; null where it states nothing
 */
public record GoldenPath(
        Metadata metadata,
        String type,
        String lifecycle,
        Changelog changelog,
        List<ModuleRange> modules,
        Parameters parameters,
        Map<PolicyHook, HookRequirement> policies,
        List<RoadmapItem> roadmap,
        @Nullable Support support,
        java.time.@Nullable Duration timeSaved,
        JsonNode document)
        implements Manifest {

    public GoldenPath {
        modules = List.copyOf(modules);
        policies = Map.copyOf(policies);
        roadmap = List.copyOf(roadmap);
    }

    /** @param range of versions, as {@code org.semver4j} reads ranges: {@code ^2.1}, {@code ~1.4}, {@code >=1 <3} */
    public record ModuleRange(String module, String range) {}

    /** @param target when, in the author's words */
    public record RoadmapItem(String title, @Nullable String target) {}
}
