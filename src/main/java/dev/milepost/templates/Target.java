package dev.milepost.templates;

/** The version that something is said of. */
public record Target(Kind kind, String name, String version) {}
