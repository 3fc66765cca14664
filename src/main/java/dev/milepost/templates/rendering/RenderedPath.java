package dev.milepost.templates.rendering;

import java.util.ArrayDeque;
import java.util.Optional;

/** Determines the path of a file from its rendered path, as fetch:template does. */
final class RenderedPath {

    private RenderedPath() {}

    /**
     * Returns empty if the file is left out because a part of its path rendered to nothing.
     *
     * @throws TemplateFailure if the path leads out of the tree
     */
    static Optional<String> of(String rendered) {
        if (rendered.isEmpty() || rendered.startsWith("/") || rendered.endsWith("/") || rendered.contains("//")) {
            return Optional.empty();
        }
        var parts = new ArrayDeque<String>();
        for (var part : rendered.split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    throw new TemplateFailure("the rendered path '" + rendered + "' is outside the service");
                }
            } else if (!part.equals(".")) {
                parts.addLast(part);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
    }
}
