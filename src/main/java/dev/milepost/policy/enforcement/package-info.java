/** The modes of policies, from off to enforced, by environment tier, team, template, service and share of services. */
@NullMarked
@Room(uses = "definitions")
package dev.milepost.policy.enforcement;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
