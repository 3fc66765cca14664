package dev.milepost.events.contract;

/**
 * The source, id and time of an event. A missing value is an empty string.
 *
 * @param time the unparsed text
 */
record EventContext(String source, String id, String time) {

    static EventContext of(Envelope envelope) {
        return new EventContext(
                envelope.attribute("source").orElse(""),
                envelope.attribute("id").orElse(""),
                envelope.attribute("time").orElse(""));
    }
}
