/**
 * Trees of files as values: what a module brings, what a template renders, what a service has. Their paths cannot leave
 * the tree, and archives are read within bounds.
 */
@NullMarked
package dev.milepost.trees;

import org.jspecify.annotations.NullMarked;
