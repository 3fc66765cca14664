package dev.milepost.templates.rendering;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** A template without a result: it is invalid, fails, or exceeds its limits. The pointer is its path. */
public final class UnrenderableTemplate extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnrenderableTemplate(String path, String detail) {
        super(
                422,
                "unrenderable-template",
                "The template cannot be rendered.",
                path.isEmpty() ? detail : "'%s': %s".formatted(path, detail),
                List.of(new Fault(path, detail)));
    }
}
