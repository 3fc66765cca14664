package dev.milepost.events;

/**
 * Who says it under which id, and when it happened. A text that is missing is empty.
 *
 * @param time as it is written
 */
record Said(String source, String id, String time) {

    static Said of(Envelope envelope) {
        return new Said(
                envelope.attribute("source").orElse(""),
                envelope.attribute("id").orElse(""),
                envelope.attribute("time").orElse(""));
    }
}
