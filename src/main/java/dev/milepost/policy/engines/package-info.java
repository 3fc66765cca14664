/** The engines that evaluate policies: built-in checks, CEL, and OPA over its REST API. All have one result. */
@NullMarked
@Room(uses = {"definitions", "evidence"})
package dev.milepost.policy.engines;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
