package dev.milepost.testing;

/** How much a test does: a part of it in each build, all of it in the profile {@code soak}. */
public final class Soak {

    /** The tag of tests that run in the profile {@code soak} alone. */
    public static final String ALONE = "soak";

    /** The tag of tests that do a part in each build, and all in the profile {@code soak}. */
    public static final String BOUNDED = "bounded";

    private static final boolean RUNS = Boolean.getBoolean("milepost.soak");

    private Soak() {}

    /** The one number in each build, the other in the profile {@code soak}. */
    public static int count(int bounded, int all) {
        return RUNS ? all : bounded;
    }
}
