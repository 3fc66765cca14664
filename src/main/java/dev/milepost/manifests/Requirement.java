package dev.milepost.manifests;

/** Whether a policy hook must pass. */
public enum Requirement {
    REQUIRED,
    OPTIONAL
}
