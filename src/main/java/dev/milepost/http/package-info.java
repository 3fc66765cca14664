/** How requests arrive: the limits of connections and of bodies, and health, which answers whatever else is under way. */
@NullMarked
package dev.milepost.http;

import org.jspecify.annotations.NullMarked;
