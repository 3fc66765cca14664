package dev.milepost.counting;

import dev.milepost.objectives.Range;
import java.time.Instant;
import java.util.UUID;

/** @param before where the page before ended, with {@code beforeKey} */
public record BadEventQuery(String slo, Range range, Instant before, UUID beforeKey, int limit) {}
