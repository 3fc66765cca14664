package dev.milepost.events.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Removes the parameters that a template declares secret. The template registry implements it. */
public interface DeclaredSecrets {

    /**
     * Removes the values of secret parameters.
     *
     * @param template the version that the parameters were entered for; without a known version, the secrets of every
     *     version are removed
     * @return whether any value was removed
     */
    boolean leaveOut(ObjectNode parameters, TemplateVersion template);
}
