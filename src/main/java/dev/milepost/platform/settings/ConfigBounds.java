package dev.milepost.platform.settings;

/**
 * Bounds of configured values, used in converters, so that the service does not start with values beyond them. Bean
 * Validation constraints would do the same. But a single one makes Quarkus read the constraints of all configuration,
 * including its own, which took an eighth of the startup time.
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
