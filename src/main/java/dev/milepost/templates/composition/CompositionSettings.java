package dev.milepost.templates.composition;

/**
 * Where and how a Template will run.
 *
 * @param baseUrl the address of this service as Backstage reaches it, without a trailing slash
 * @param entityName the Template's name: the golden path's name, or {@code NAME-v1} for an older major version
 * @param deprecated whether the Template is marked as deprecated
 */
public record CompositionSettings(String baseUrl, Actions actions, String entityName, boolean deprecated) {

    /** The set of actions that the scaffolder has installed. */
    public enum Actions {
        /** The scaffolder's own actions and the {@code publish:*} action of the host. */
        STOCK,
        /**
         * Additionally {@code milepost:correlation:create}, {@code milepost:policy:evaluate} and {@code
         * milepost:event:emit}.
         */
        MILEPOST
    }
}
