/** Who may call: bearer tokens at the door, the roles that they give, how often, and what every answer says to browsers. */
@NullMarked
package dev.milepost.access;

import org.jspecify.annotations.NullMarked;
