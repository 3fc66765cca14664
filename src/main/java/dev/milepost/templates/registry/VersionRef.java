package dev.milepost.templates.registry;

import dev.milepost.templates.manifests.Manifest;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** Identifies a version. */
@Embeddable
public record VersionRef(@Enumerated(EnumType.STRING) ManifestKind kind, String name, String version) {

    public static VersionRef of(Manifest manifest) {
        return new VersionRef(
                ManifestKind.of(manifest), manifest.name(), manifest.version().toString());
    }
}
