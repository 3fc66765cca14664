package dev.milepost.platform.documents;

/** The limits of one text: above what people write, and low enough to bound the work. */
public final class DocumentLimits {

    public static final int BYTES = 10 << 20;

    /** The maximum nesting depth of lists and maps. */
    static final int DEPTH = 100;

    /** The maximum length of a number, in characters. */
    static final int DIGITS = 1_000;

    /**
     * The maximum number of characters in total. Repeated aliases count each time, and each value adds {@link
     * #VALUE_OVERHEAD}.
     */
    static final int CHARACTERS = 32 << 20;

    /** The cost of a value in addition to its characters, which is about its memory overhead. */
    static final int VALUE_OVERHEAD = 64;

    private DocumentLimits() {}
}
