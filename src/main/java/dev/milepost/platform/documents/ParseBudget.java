package dev.milepost.platform.documents;

import dev.milepost.platform.text.Shorten;

/** The remaining budget while a text is parsed. */
final class ParseBudget {

    /** The characters that are shown of a name. */
    static final int SHOWN = 80;

    private int left;
    private int depth;

    /** @param characters the limit of the whole document; see {@link DocumentLimits#CHARACTERS} */
    ParseBudget(int characters) {
        left = characters;
    }

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

    /** Checks the length of a name before anything is read below it. */
    void checkName(String name, ValuePath parent) {
        if (name.length() > DocumentLimits.NAME) {
            throw new UnreadableDocument(
                    "the name \"" + Shorten.to(SHOWN, name) + "\" has more than " + DocumentLimits.NAME + " characters",
                    parent);
        }
    }

    int remaining() {
        return left;
    }

    void enter() {
        depth++;
        checkDepth(0);
    }

    /** Checks the depth of lists and maps that a value at this place has within itself. */
    void checkDepth(int levels) {
        if (depth + levels > DocumentLimits.DEPTH) {
            throw new UnreadableDocument(
                    "lists and maps are nested more than " + DocumentLimits.DEPTH + " levels deep");
        }
    }

    void leave() {
        depth--;
    }
}
