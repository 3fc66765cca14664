package dev.milepost.templates.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The withdrawal of a version. New users do not get it; existing locks keep working. */
public record Yank(
        Instant at, String by, String reason, @Nullable String successor) {}
