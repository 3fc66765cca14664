/**
 * Documents of OpenSLO v1, read and written, and the objectives that can be made of them; what cannot is told where it
 * stands.
 */
@NullMarked
package dev.milepost.openslo;

import org.jspecify.annotations.NullMarked;
