package dev.milepost.security.erasure;

import org.jspecify.annotations.Nullable;

/** A step of an erasure, usually a table. It runs in parts, each a transaction, and may be repeated from any of them. */
public interface ErasureStep {

    /** What it changes, as reports name it: a table, or what is derived. */
    String name();

    /** Steps with a lower number run first. */
    default int order() {
        return 0;
    }

    /**
     * Runs the next part, in the caller's transaction. A part takes a few seconds at most.
     *
     * @param position where the part before ended; null for the first
     */
    Part run(ErasureScope scope, @Nullable String position);

    /**
     * What is erased.
     *
     * @param subject the pseudonym of the person, or the service
     * @param names the names of all erased people; empty for a service
     */
    record ErasureScope(String subject, ErasedNames names) {}

    /**
     * The result of a part.
     *
     * @param position where the next part begins; null after the last
     * @param changed rows that were changed or deleted
     * @param kept rows that still have a name, as part of an identifier
     * @param waiting whether the step needs work of others first, and is to be run again from this position later
     */
    record Part(@Nullable String position, long read, long changed, long kept, boolean waiting) {

        public static Part last(long read, long changed) {
            return new Part(null, read, changed, 0, false);
        }

        public static Part untilDone(@Nullable String position) {
            return new Part(position, 0, 0, 0, true);
        }
    }
}
