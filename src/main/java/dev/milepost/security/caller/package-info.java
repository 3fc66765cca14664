/**
 * The caller of a request: name, groups, roles and restrictions, and the problems of calls that are denied.
 */
@NullMarked
@Room
package dev.milepost.security.caller;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
