package dev.milepost.platform.documents;

/** How much one text may bring: enough for what people write, and little enough for what they do not. */
public final class DocumentLimits {

    public static final int BYTES = 10 << 20;

    /** How deep lists and maps may stand in each other. */
    static final int DEPTH = 100;

    /** How long a number may be written. */
    static final int DIGITS = 1_000;

    /** How many characters there may be in all, as often as aliases repeat them, each value counted as some more. */
    static final int CHARACTERS = 32 << 20;

    /** What a value costs beside its characters, which is about what memory it needs. */
    static final int VALUE_OVERHEAD = 64;

    private DocumentLimits() {}
}
