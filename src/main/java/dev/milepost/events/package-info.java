/**
 * Golden events: what they are, how they are read and checked, their log and its history. Announces each new event to
 * the {@link dev.milepost.events.Projection}s of other features.
 */
@NullMarked
package dev.milepost.events;

import org.jspecify.annotations.NullMarked;
