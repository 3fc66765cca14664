package dev.milepost.catalog.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.io.IOException;

/** Problem: the body is not JSON or is incomplete. */
final class MalformedBody extends ProblemException {

    private static final long serialVersionUID = 1L;

    MalformedBody(IOException cause) {
        super(ProblemType.MALFORMED_JSON, detail(cause));
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
