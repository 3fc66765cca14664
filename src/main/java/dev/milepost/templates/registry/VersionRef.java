package dev.milepost.templates.registry;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** Identifies a version. */
@Embeddable
public record VersionRef(@Enumerated(EnumType.STRING) ManifestKind kind, String name, String version) {}
