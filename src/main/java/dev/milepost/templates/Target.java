package dev.milepost.templates;

/** The version that something is said of. */
record Target(Kind kind, String name, String version) {}
