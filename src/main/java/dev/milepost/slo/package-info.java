/**
 * Service level objectives of the platform: their definitions and history, what events make of them, and the answers how
 * they stand. Listens to all golden events.
 */
@NullMarked
package dev.milepost.slo;

import org.jspecify.annotations.NullMarked;
