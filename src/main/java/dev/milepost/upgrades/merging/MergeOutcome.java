package dev.milepost.upgrades.merging;

/** What became of a file in a merge. */
public enum MergeOutcome {
    /** The service has what it should have. */
    UNCHANGED,
    /** The template's changes are in, and the service's own are kept. */
    CLEAN,
    /** The template has it and the service had none. */
    ADDED,
    /** The template has it no longer, and the service had not changed it. */
    REMOVED,
    /** Somebody has to decide; nothing of the service's is lost. */
    CONFLICT,
    /** The service has deleted it; it stays so. */
    USER_DELETED,
    /** The template's own file, which the service had changed; the result is the template's. */
    DRIFTED,
    /** The team's since it was scaffolded; the template has other content by now, or the team has. */
    SEEDED
}
