package dev.milepost.events.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.text.JsonSyntax;
import dev.milepost.platform.text.Shorten;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Problems of events that break the contract of golden events. */
public final class EventProblems {

    private static final int MAX_SHOWN = 20;
    private static final int MAX_LENGTH = 2_000;

    private EventProblems() {}

    /** The event has these faults. Each has a pointer and a detail. */
    public static ProblemException unreadable(List<Fault> faults) {
        return ProblemException.of(ProblemType.UNREADABLE_EVENT, summary(faults), faults);
    }

    public static ProblemException unreadable(String pointer, String detail) {
        return unreadable(List.of(new Fault(pointer, detail)));
    }

    /** A body, or data with a JSON content type, is not well-formed JSON. */
    static ProblemException malformedJson(IOException cause) {
        var detail = "The body is incomplete or not encoded in UTF-8.";
        if (cause instanceof JsonProcessingException json && json.getLocation() != null) {
            detail = JsonSyntax.describe(json);
        }
        return ProblemException.of(ProblemType.MALFORMED_JSON, detail).causedBy(cause);
    }

    /** Each rejected event of a batch keeps its summary. */
    private static String summary(List<Fault> faults) {
        var shown = faults.stream()
                .limit(MAX_SHOWN)
                .map(f -> f.pointer().isEmpty() ? f.detail() : f.pointer() + " " + f.detail())
                .collect(Collectors.joining("; "));
        var summary = Shorten.to(MAX_LENGTH, shown);
        return faults.size() > MAX_SHOWN ? summary + "; and " + (faults.size() - MAX_SHOWN) + " more" : summary;
    }
}
