/** Verification of bearer tokens of other issuers: Backstage's plugins and users, and OpenID issuers. */
@NullMarked
@Room(uses = "caller")
package dev.milepost.security.credentials;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
