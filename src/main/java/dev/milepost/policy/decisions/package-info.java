/** Decisions by policies: evaluation, the log of decisions, OPA's decision logs, and deployments without approval. */
@NullMarked
@Room(uses = {"definitions", "engines", "enforcement", "evidence", "waivers"})
package dev.milepost.policy.decisions;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
