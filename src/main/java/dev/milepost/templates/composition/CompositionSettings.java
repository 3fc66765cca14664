package dev.milepost.templates.composition;

/**
 * Where and how a Template is to be run.
 *
 * @param baseUrl the address of this service as Backstage reaches it, without a slash at its end
 * @param entityName of the Template: the golden path's name, or for an older major version {@code NAME-v1}
 * @param deprecated whether the version is to be marked as such
 */
public record CompositionSettings(String baseUrl, Actions actions, String entityName, boolean deprecated) {

    /** Which of the scaffolder's actions there are. */
    public enum Actions {
        /** Those of the scaffolder itself, and the {@code publish:*} action of the host. */
        STOCK,
        /** Beside them {@code milepost:correlation:create}, {@code milepost:policy:evaluate}, {@code milepost:event:emit}. */
        MILEPOST
    }
}
