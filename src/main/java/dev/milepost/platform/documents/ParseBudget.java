package dev.milepost.platform.documents;

/** The remaining budget while a text is parsed. */
final class ParseBudget {

    private int left = DocumentLimits.CHARACTERS;
    private int depth;

    void consumeValue(int characters) {
        consume(DocumentLimits.VALUE_OVERHEAD + characters);
    }

    /** Consumes the characters of a value or of everything that an alias repeats. */
    void consume(int characters) {
        left -= characters;
        if (left < 0) {
            throw new UnreadableDocument(
                    "there is more in it than fits, what aliases repeat counted each time: send it in parts");
        }
    }

    int remaining() {
        return left;
    }

    void enter() {
        if (++depth > DocumentLimits.DEPTH) {
            throw new UnreadableDocument(
                    "lists and maps stand more than " + DocumentLimits.DEPTH + " deep in each other");
        }
    }

    void leave() {
        depth--;
    }
}
