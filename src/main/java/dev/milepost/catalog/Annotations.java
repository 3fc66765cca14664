package dev.milepost.catalog;

/** The annotations that say something of a service (catalog-schema/v1). */
final class Annotations {

    static final String TELEMETRY_KEY = "milepost.dev/telemetry-key";
    static final String TIER = "milepost.dev/tier";
    static final String RISK = "milepost.dev/risk";
    static final String TEMPLATE = "milepost.dev/template";
    static final String ENVIRONMENTS = "milepost.dev/environments";
    /** When the entity's source changed, where the caller does not say; no part of what the entity says. */
    static final String CHANGED_AT = "milepost.dev/changed-at";

    private Annotations() {}
}
