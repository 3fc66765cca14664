package dev.milepost.templates.registry;

/** Identifies a version. */
public record VersionRef(ManifestKind kind, String name, String version) {}
