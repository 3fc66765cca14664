package dev.milepost.catalog.sync;

/** Users of the catalog, whose refs are names of people: what is told of them elsewhere does not name them. */
final class People {

    private static final String USER = "user:";

    /** Stands for any of them in what is announced and noted. */
    static final String UNNAMED = USER + "default/unnamed";

    private People() {}

    /** Whether a full ref is that of a person. */
    static boolean isOne(String ref) {
        return ref.startsWith(USER);
    }
}
