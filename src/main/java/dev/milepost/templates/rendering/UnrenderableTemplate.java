package dev.milepost.templates.rendering;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** A template without a result: it is invalid, fails, or exceeds its limits. The pointer is its path. */
public final class UnrenderableTemplate extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnrenderableTemplate(String path, String detail) {
        super(
                ProblemType.UNRENDERABLE_TEMPLATE,
                path.isEmpty() ? detail : "'%s': %s".formatted(path, detail),
                List.of(new Fault(path, detail)));
    }
}
