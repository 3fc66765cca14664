/** Waivers of policies: asked for by one person, approved by another, with a scope and an end. */
@NullMarked
@Room(uses = "definitions")
package dev.milepost.policy.waivers;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
