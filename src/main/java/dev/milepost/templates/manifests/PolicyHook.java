package dev.milepost.templates.manifests;

import java.util.Locale;

/** A check that a golden path subjects what it makes to. */
public enum PolicyHook {
    SCA,
    LICENCE,
    IAC_SCAN,
    SBOM,
    IMAGE_SCAN,
    IMAGE_SIGNING,
    MODEL_REVIEW;

    /** As manifests and step ids have it: {@code image-scan}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
