/** The audit log: who changed what and when, written in the transaction of the change. */
@NullMarked
@Room(uses = "caller")
package dev.milepost.security.audit;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
