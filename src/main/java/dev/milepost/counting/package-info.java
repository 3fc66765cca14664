/** What events make of objectives: outcomes, and their sums by minute. Listens to all golden events. */
@NullMarked
package dev.milepost.counting;

import org.jspecify.annotations.NullMarked;
