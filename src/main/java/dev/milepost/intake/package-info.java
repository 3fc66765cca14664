/** Intake: events in over HTTP, checked at the door and accepted once the broker has them. */
@NullMarked
package dev.milepost.intake;

import org.jspecify.annotations.NullMarked;
