package dev.milepost.catalog.entities;

/** Names of the annotations that Milepost defines. */
public final class AnnotationNames {

    public static final String PREFIX = "milepost.dev/";
    public static final String RUNTIME = PREFIX + "runtime";
    public static final String DEPLOY_TYPE = PREFIX + "deploy-type";
    public static final String COMPLIANCE_LEVEL = PREFIX + "compliance-level";
    public static final String TELEMETRY_KEY = PREFIX + "telemetry-key";
    public static final String TIER = PREFIX + "tier";
    public static final String RISK = PREFIX + "risk";
    public static final String TEMPLATE = PREFIX + "template";
    public static final String AI = PREFIX + "ai";
    public static final String MODEL_VERSION = PREFIX + "model-version";
    public static final String TRAINING_DATA = PREFIX + "training-data-classification";
    public static final String INFERENCE_ENDPOINTS = PREFIX + "inference-endpoints";
    public static final String MODEL_REVIEW = PREFIX + "model-review";
    public static final String ENVIRONMENTS = PREFIX + "environments";
    /** Globs of the files of a component in its repository. */
    public static final String PATHS = PREFIX + "paths";

    /** Patterns of the environments, and of the workflows, whose deployments are those of a component. */
    public static final String DEPLOYMENT_ENVIRONMENTS = PREFIX + "deployment-environments";

    public static final String DEPLOYMENT_WORKFLOWS = PREFIX + "deployment-workflows";

    /** Prefix of the annotations that define objectives for a service. */
    public static final String SLO = PREFIX + "slo-";

    /**
     * When the entity's source changed; used if the request has no {@code changed_at}. Not part of the entity's
     * content.
     */
    public static final String CHANGED_AT = PREFIX + "changed-at";

    /** The version of a Template, and of the Template that an entity was made from; Backstage's own. */
    public static final String TEMPLATE_VERSION = "backstage.io/template-version";

    private AnnotationNames() {}
}
