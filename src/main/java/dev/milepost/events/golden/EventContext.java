package dev.milepost.events.golden;

/**
 * Who says it under which id, and when it happened. A text that is missing is empty.
 *
 * @param time as it is written
 */
record EventContext(String source, String id, String time) {

    static EventContext of(Envelope envelope) {
        return new EventContext(
                envelope.attribute("source").orElse(""),
                envelope.attribute("id").orElse(""),
                envelope.attribute("time").orElse(""));
    }
}
