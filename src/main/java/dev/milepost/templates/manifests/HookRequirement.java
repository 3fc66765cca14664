package dev.milepost.templates.manifests;

/** Whether a policy hook must pass. */
public enum HookRequirement {
    REQUIRED,
    OPTIONAL
}
