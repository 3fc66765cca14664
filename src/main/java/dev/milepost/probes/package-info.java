/** Events that this service sends through its own pipeline, so that it can be told how fresh what it shows is. */
@NullMarked
package dev.milepost.probes;

import org.jspecify.annotations.NullMarked;
