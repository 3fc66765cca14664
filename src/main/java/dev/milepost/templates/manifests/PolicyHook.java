package dev.milepost.templates.manifests;

import java.util.Locale;

/** A check on what a golden path makes. */
public enum PolicyHook {
    SCA,
    LICENCE,
    IAC_SCAN,
    SBOM,
    IMAGE_SCAN,
    IMAGE_SIGNING,
    MODEL_REVIEW;

    /** Returns the name in manifests and step ids: {@code image-scan}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a policy hook must pass. */
    public enum Requirement {
        REQUIRED,
        OPTIONAL
    }
}
