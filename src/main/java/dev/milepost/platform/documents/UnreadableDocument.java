package dev.milepost.platform.documents;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** The text is not valid JSON or YAML, or exceeds a limit that no document needs to exceed. */
public final class UnreadableDocument extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final int line;

    UnreadableDocument(String detail) {
        this(detail, 0);
    }

    /** @param at the value that exceeds a limit */
    UnreadableDocument(String detail, ValuePath at) {
        this(detail, at.pointer(), 0);
    }

    /** @param line counted from 1; 0 if unknown */
    UnreadableDocument(String detail, int line) {
        this(detail, "", line);
    }

    private UnreadableDocument(String detail, String pointer, int line) {
        super(
                ProblemType.UNREADABLE_ENTITIES,
                line == 0 ? detail : "line " + line + ": " + detail,
                List.of(new Fault(pointer, line == 0 ? detail : "line " + line + ": " + detail)));
        this.pointer = pointer;
        this.line = line;
    }

    /** The line of the error, counted from 1; 0 if unknown. */
    public int line() {
        return line;
    }

    /** The same error with a line, if it has none yet. */
    UnreadableDocument withLine(int where) {
        return line == 0 && where > 0 ? new UnreadableDocument(String.valueOf(getMessage()), pointer, where) : this;
    }
}
