package dev.milepost.catalog.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.milepost.platform.http.ProblemException;
import java.io.IOException;

/** Problem: the body is not JSON or is incomplete. */
final class MalformedBody extends ProblemException {

    private static final long serialVersionUID = 1L;

    MalformedBody(IOException cause) {
        super(400, "malformed-json", "The body is not valid JSON.", detail(cause));
        initCause(cause);
    }

    private static String detail(IOException cause) {
        if (cause instanceof JsonProcessingException syntax && syntax.getLocation() != null) {
            return "%s (line %d, column %d)"
                    .formatted(
                            syntax.getOriginalMessage(),
                            syntax.getLocation().getLineNr(),
                            syntax.getLocation().getColumnNr());
        }
        return "The body could not be read: " + cause.getMessage();
    }
}
