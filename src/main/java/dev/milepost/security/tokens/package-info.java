/** API tokens: given to CI by an admin, shown once, kept as a hash, restricted, and taken back. */
@NullMarked
@Room(uses = {"audit", "caller"})
package dev.milepost.security.tokens;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
