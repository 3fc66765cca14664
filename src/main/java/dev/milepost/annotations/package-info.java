/**
 * The annotation schema: its documents and their versions over HTTP, its open lists, and the checks that hold one entity
 * against it.
 */
@NullMarked
package dev.milepost.annotations;

import org.jspecify.annotations.NullMarked;
