package dev.milepost.templates.registry;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.GoldenPath.RoadmapItem;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.Support;
import dev.milepost.templates.registry.Entries.VersionEntry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Responses for single golden paths and modules. */
final class Views {

    private Views() {}

    /**
     * A golden path, described by its highest version.
     *
     * @param version the version that new users get: the one on {@code stable}, else the highest
     * @param versions highest first
     */
    record TemplateView(
            String name,
            @Nullable String title,
            @Nullable String description,
            String owner,
            String type,
            String lifecycle,
            List<String> tags,
            @Nullable String version,
            List<Promotion> channels,
            List<VersionEntry> versions,
            List<RoadmapItem> roadmap,
            @Nullable Support support) {

        static TemplateView of(
                GoldenPath newest, @Nullable String version, List<Promotion> channels, List<VersionEntry> versions) {
            return new TemplateView(
                    newest.name(),
                    newest.metadata().title(),
                    newest.metadata().description(),
                    newest.metadata().owner(),
                    newest.type(),
                    newest.lifecycle(),
                    newest.metadata().tags(),
                    version,
                    channels,
                    versions,
                    newest.roadmap(),
                    newest.support());
        }
    }

    /**
     * A module, described by its highest version.
     *
     * @param versions highest first
     */
    record ModuleView(
            String name,
            @Nullable String title,
            @Nullable String description,
            String owner,
            String phase,
            List<String> tags,
            @Nullable String version,
            List<VersionEntry> versions) {

        static ModuleView of(ModuleManifest newest, @Nullable String version, List<VersionEntry> versions) {
            return new ModuleView(
                    newest.name(),
                    newest.metadata().title(),
                    newest.metadata().description(),
                    newest.metadata().owner(),
                    newest.phase().name().toLowerCase(Locale.ROOT),
                    newest.metadata().tags(),
                    version,
                    versions);
        }
    }
}
