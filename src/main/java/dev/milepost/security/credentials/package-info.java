/** Bearer tokens of others, read and proved: those of Backstage's plugins and users, and those of OpenID issuers. */
@NullMarked
@Room(uses = "caller")
package dev.milepost.security.credentials;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
