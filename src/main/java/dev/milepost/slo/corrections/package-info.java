/**
 * Corrections of SLOs: time ranges that are excluded, such as planned maintenance, with author and reason. Revoked
 * ones are kept.
 */
@NullMarked
@Room(uses = {"definitions", "objectives"})
package dev.milepost.slo.corrections;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
