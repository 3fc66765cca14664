package dev.milepost.platform.settings;

/**
 * Bounds of configured values, for the converters that read them, so that the service does not start beyond them. Constraints
 * of Bean Validation would say the same, but for a single one of them Quarkus reads those of all configuration, its own too,
 * which took an eighth of the time until the service was ready.
 */
public final class ConfigBounds {

    private ConfigBounds() {}

    public static <T extends Comparable<T>> T atLeast(T least, T value) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException("must be at least " + least);
        }
        return value;
    }

    public static <T extends Comparable<T>> T within(T least, T most, T value) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("must be from %s to %s".formatted(least, most));
        }
        return value;
    }
}
