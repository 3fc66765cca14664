package dev.milepost.ownership;

import java.time.Instant;
import java.util.Set;

/**
 * What the catalog tells of a service or a system.
 *
 * @param subject the service or system
 * @param entityRef who says it
 * @param since when it became so; where it corrects, from when on it has been so whatever was told before
 * @param corrects whether it replaces all that was told from {@code since} on
 * @param overruled entities that say something of the same subject and count less
 */
public record Telling<T>(
        String subject, T told, String entityRef, Instant since, boolean corrects, Set<String> overruled) {

    public Telling {
        overruled = Set.copyOf(overruled);
    }
}
