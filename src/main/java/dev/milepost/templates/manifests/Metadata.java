package dev.milepost.templates.manifests;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

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
