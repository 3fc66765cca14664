/**
 * API tokens for CI: created by an admin, shown once, stored as a hash, restricted to sources and services, revoked.
 */
@NullMarked
@Room(uses = {"audit", "caller"})
package dev.milepost.security.tokens;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
