package dev.milepost.validation;

/** The names of the annotations of Milepost. */
final class Annotations {

    static final String PREFIX = "milepost.dev/";
    static final String RUNTIME = PREFIX + "runtime";
    static final String DEPLOY_TYPE = PREFIX + "deploy-type";
    static final String COMPLIANCE_LEVEL = PREFIX + "compliance-level";
    static final String TELEMETRY_KEY = PREFIX + "telemetry-key";
    static final String TIER = PREFIX + "tier";
    static final String RISK = PREFIX + "risk";
    static final String TEMPLATE = PREFIX + "template";
    static final String AI = PREFIX + "ai";
    static final String MODEL_VERSION = PREFIX + "model-version";
    static final String TRAINING_DATA = PREFIX + "training-data-classification";
    static final String INFERENCE_ENDPOINTS = PREFIX + "inference-endpoints";
    static final String MODEL_REVIEW = PREFIX + "model-review";

    private Annotations() {}
}
