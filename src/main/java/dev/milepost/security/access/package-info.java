/**
 * Authentication and authorisation of HTTP requests: bearer tokens, roles, rate limits, denied calls, and security
 * headers.
 */
@NullMarked
@Room(uses = {"caller", "credentials", "tokens"})
package dev.milepost.security.access;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
