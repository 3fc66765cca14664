package dev.milepost.upgrades.merging;

/** The outcome of merging a file. */
public enum MergeOutcome {
    /** The service's file is already as it should be. */
    UNCHANGED,
    /** The template's changes are applied and the service's changes are kept. */
    CLEAN,
    /** The template added the file and the service had none. */
    ADDED,
    /** The template removed the file and the service had not changed it. */
    REMOVED,
    /** A person has to resolve the conflict; the service's content is kept. */
    CONFLICT,
    /** The service has deleted the file; it stays deleted. */
    USER_DELETED,
    /** The template manages the file and the service had changed it; the result is the template's version. */
    DRIFTED,
    /** The team owns the file since scaffolding; the template's or the team's content has changed since. */
    SEEDED
}
