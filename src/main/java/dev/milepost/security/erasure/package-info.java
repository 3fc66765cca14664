/**
 * Erasure of people and services as jobs that can be watched: a person is replaced by a pseudonym in everything that the
 * rooms of all wings list as {@link Erasable}, and in what arrives later.
 */
@NullMarked
@Room(uses = {"audit", "caller"})
package dev.milepost.security.erasure;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
