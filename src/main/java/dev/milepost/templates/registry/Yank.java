package dev.milepost.templates.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That a version is withdrawn: nobody new gets it, and what has it locked keeps working. */
public record Yank(
        Instant at, String by, String reason, @Nullable String successor) {}
