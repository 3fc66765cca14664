/** Signing of this service's own calls to Backstage, and the public keys that Backstage verifies them with. */
@NullMarked
@Room
package dev.milepost.security.signing;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
