package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** An author's declaration of one version of a golden path or a module. */
public sealed interface Manifest permits GoldenPath, ModuleManifest {

    Metadata metadata();

    Changelog changelog();

    Parameters parameters();

    /** Returns the whole document as written, including members without an accessor here. */
    JsonNode document();

    default String name() {
        return metadata().name();
    }

    default Semver version() {
        return metadata().version();
    }

    /** The changes in a version, in the categories of keepachangelog.com. It has at least one entry in total. */
    public record Changelog(
            List<String> added, List<String> changed, List<String> fixed, List<String> removed, List<String> security) {

        public Changelog {
            added = List.copyOf(added);
            changed = List.copyOf(changed);
            fixed = List.copyOf(fixed);
            removed = List.copyOf(removed);
            security = List.copyOf(security);
        }
    }

    /**
     * The metadata of a manifest.
     *
     * @param name unique among manifests of its kind: lower-case letters, digits and hyphens, at most 63 characters, not
     *     ending in {@code -v} and digits, which is the form of older major versions
     * @param title null if only the name is given
     * @param owner the full ref of a Group or User, such as {@code group:default/platform}
     */
    public record Metadata(
            String name,
            @Nullable String title,
            @Nullable String description,
            String owner,
            Semver version,
            List<String> tags) {

        public Metadata {
            tags = List.copyOf(tags);
        }
    }
}
