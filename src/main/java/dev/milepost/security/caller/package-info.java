/** The caller of a request: name, groups, roles and restrictions; and the problems 401 and 403. */
@NullMarked
@Room
package dev.milepost.security.caller;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
