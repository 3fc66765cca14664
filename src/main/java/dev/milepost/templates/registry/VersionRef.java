package dev.milepost.templates.registry;

/** The version that something is said of. */
public record VersionRef(ManifestKind kind, String name, String version) {}
