package dev.milepost.templates.rendering;

import java.util.ArrayDeque;
import java.util.Optional;

/** Where a file goes whose path has been rendered, as fetch:template decides. */
final class RenderedPath {

    private RenderedPath() {}

    /**
     * Empty where the file is left out, since a part of its path came to nothing.
     *
     * @throws TemplateFailure where it leads out of the tree
     */
    static Optional<String> of(String rendered) {
        if (rendered.isEmpty() || rendered.startsWith("/") || rendered.endsWith("/") || rendered.contains("//")) {
            return Optional.empty();
        }
        var parts = new ArrayDeque<String>();
        for (var part : rendered.split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    throw new TemplateFailure("its rendered path '" + rendered + "' leads out of the tree");
                }
            } else if (!part.equals(".")) {
                parts.addLast(part);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
    }
}
