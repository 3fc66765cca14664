package dev.milepost.platform.time;

import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;

/** Deserializes dates with four-digit years. Java's own deserializer accepts years that no database can store. */
public final class DayReader extends LocalDateDeserializer {

    private static final long serialVersionUID = 1L;

    public DayReader() {
        super(Rfc3339.DAY);
    }
}
