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
            throw new UnreadableDocument("the content is too large, counting repeated aliases each time: split it");
        }
    }

    int remaining() {
        return left;
    }

    void enter() {
        if (++depth > DocumentLimits.DEPTH) {
            throw new UnreadableDocument(
                    "lists and maps are nested more than " + DocumentLimits.DEPTH + " levels deep");
        }
    }

    void leave() {
        depth--;
    }
}
