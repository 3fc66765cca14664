package dev.milepost.catalog.sync;

/** User entities. Their refs contain names of people, so events and the audit log do not name them. */
final class People {

    private static final String USER = "user:";

    /** Placeholder for every user in the audit log. */
    static final String UNNAMED = USER + "default/unnamed";

    private People() {}

    /** Whether a full ref is that of a user. */
    static boolean isPerson(String ref) {
        return ref.startsWith(USER);
    }
}
