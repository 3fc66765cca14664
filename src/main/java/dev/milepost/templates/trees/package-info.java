/**
 * Trees of files as values: what a module brings, what a template renders, what a service has. Their paths cannot leave
 * the tree, and archives are read within bounds.
 */
@NullMarked
@Room
package dev.milepost.templates.trees;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
