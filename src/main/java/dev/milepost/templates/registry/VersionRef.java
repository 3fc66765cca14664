package dev.milepost.templates.registry;

import dev.milepost.templates.manifests.Manifest;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Comparator;

/** Identifies a version. */
@Embeddable
public record VersionRef(@Enumerated(EnumType.STRING) ManifestKind kind, String name, String version)
        implements Comparable<VersionRef> {

    private static final Comparator<VersionRef> ORDER = Comparator.comparing(VersionRef::kind)
            .thenComparing(VersionRef::name)
            .thenComparing(VersionRef::version);

    public static VersionRef of(Manifest manifest) {
        return new VersionRef(
                ManifestKind.of(manifest), manifest.name(), manifest.version().toString());
    }

    @Override
    public int compareTo(VersionRef other) {
        return ORDER.compare(this, other);
    }
}
