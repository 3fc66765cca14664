package dev.milepost.platform.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** Describes why a text is not JSON. The parser's own messages contain names of its classes and settings. */
public final class JsonSyntax {

    private static final String CHARACTER = "Unexpected character ('";
    private static final String END = "Unexpected end-of-input";
    private static final String DUPLICATE = "Duplicate field '";
    private static final int MOST_SHOWN = 60;

    private JsonSyntax() {}

    /** A sentence without a full stop, such as {@code The character '}' is not expected there (line 1, column 7)}. */
    public static String describe(JsonProcessingException fault) {
        var at = fault.getLocation();
        return reason(fault) + (at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr()));
    }

    private static String reason(JsonProcessingException fault) {
        var message = String.valueOf(fault.getOriginalMessage());
        if (fault instanceof JsonEOFException || message.startsWith(END)) {
            return "The JSON ends before it is complete";
        }
        if (fault instanceof StreamConstraintsException) {
            return "The JSON is nested too deeply, or has a name, number or text that is too long";
        }
        if (message.startsWith(DUPLICATE)) {
            var name = message.substring(DUPLICATE.length(), Math.max(DUPLICATE.length(), message.lastIndexOf('\'')));
            return "The JSON has two members named '%s' in one object".formatted(Shorten.to(MOST_SHOWN, name));
        }
        if (message.startsWith(CHARACTER) && message.length() > CHARACTER.length() + 1) {
            return "The text is not JSON: the character '%s' is not expected there"
                    .formatted(message.charAt(CHARACTER.length()));
        }
        return "The text is not JSON";
    }
}
