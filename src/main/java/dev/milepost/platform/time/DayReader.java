package dev.milepost.platform.time;

import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;

/** Reads days whose year has four digits; Java's own reader takes years that no database keeps. */
public final class DayReader extends LocalDateDeserializer {

    private static final long serialVersionUID = 1L;

    public DayReader() {
        super(Rfc3339.DAY);
    }
}
