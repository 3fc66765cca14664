package dev.milepost.templates.manifests;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How long a version is supported. Dates begin in UTC.
 *
 * @param supersededBy {@code name}, {@code name@major} or {@code name@version}
 */
public record Support(
        @Nullable LocalDate deprecatedFrom,
        @Nullable LocalDate endOfLife,
        @Nullable String supersededBy) {}
