package dev.milepost.platform.documents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** The limits of one text: above what people write, and low enough to bound the work. */
public final class DocumentLimits {

    public static final int BYTES = 10 << 20;

    /** The maximum nesting depth of lists and maps. */
    static final int DEPTH = 100;

    /** The maximum length of a name, in characters: that of the path of a file. */
    static final int NAME = 1_024;

    /** The maximum length of a number, in characters. */
    static final int DIGITS = 1_000;

    /**
     * The maximum number of characters in total. Repeated aliases count each time, and each value adds {@link
     * #VALUE_OVERHEAD}.
     */
    static final int CHARACTERS = 32 << 20;

    /** The cost of a value in addition to its characters, which is about its memory overhead. */
    static final int VALUE_OVERHEAD = 64;

    private static final StreamReadConstraints NAMES =
            StreamReadConstraints.builder().maxNameLength(NAME).build();

    private DocumentLimits() {}

    /**
     * Returns a factory of parsers for JSON of callers. A factory keeps up to 6,000 names that its parsers have read, as
     * long as it exists, so it must not keep long ones.
     */
    public static JsonFactory jsonFactory() {
        return jsonFactory(new JsonFactoryBuilder());
    }

    /** Returns a factory as {@link #jsonFactory()} does, with the features of a builder. */
    public static JsonFactory jsonFactory(JsonFactoryBuilder features) {
        return features.streamReadConstraints(NAMES).build();
    }
}
