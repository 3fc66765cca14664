package dev.milepost.templates.manifests;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * What a manifest is of.
 *
 * @param name unique among manifests of its kind: lower-case letters, digits and hyphens, at most 63, not ending in
 *     {@code -v} and digits, which names an older major version
 * @param title null where the name is all there is
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
