package dev.milepost.events.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.io.IOException;

/** Thrown for a body or data with a JSON content type that is not well-formed JSON. */
public final class MalformedJson extends ProblemException {

    private static final long serialVersionUID = 1L;

    MalformedJson(IOException cause) {
        super(ProblemType.MALFORMED_JSON, detail(cause));
        initCause(cause);
    }

    private static String detail(IOException cause) {
        if (cause instanceof JsonProcessingException json && json.getLocation() != null) {
            var at = json.getLocation();
            return "%s (line %d, column %d)".formatted(json.getOriginalMessage(), at.getLineNr(), at.getColumnNr());
        }
        return "The body is incomplete or not encoded in UTF-8.";
    }
}
