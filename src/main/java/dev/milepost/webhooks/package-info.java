/**
 * Webhooks: the entrance for other systems' signed deliveries. Believes what is signed with a configured secret, asks
 * vendors for the events in it, and hands them to intake.
 */
@NullMarked
package dev.milepost.webhooks;

import org.jspecify.annotations.NullMarked;
