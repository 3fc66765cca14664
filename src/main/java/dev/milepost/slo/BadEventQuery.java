package dev.milepost.slo;

import dev.milepost.objectives.Range;
import java.time.Instant;
import java.util.UUID;

/** @param before where the page before ended, with {@code beforeKey} */
record BadEventQuery(String slo, Range range, Instant before, UUID beforeKey, int limit) {}
