/** The formats of evidence: which one a document has, and the facts that are read from it, within limits. */
@NullMarked
@Room
package dev.milepost.policy.formats;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
