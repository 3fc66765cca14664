package dev.milepost.events.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which parameters a template declares secret, told to events by the registry of templates. */
public interface DeclaredSecrets {

    /**
     * Takes the values of secret parameters away.
     *
     * @param template the version that was filled in; where none is known, the secrets of every version are meant
     * @return whether there were any
     */
    boolean leaveOut(ObjectNode parameters, TemplateVersion template);
}
