/** File trees as values: safe paths, tar and zip archives within limits. */
@NullMarked
@Room
package dev.milepost.templates.trees;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
