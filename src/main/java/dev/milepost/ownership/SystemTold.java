package dev.milepost.ownership;

import org.jspecify.annotations.Nullable;

/** What an entity says of a system. */
public record SystemTold(@Nullable String domain) {}
