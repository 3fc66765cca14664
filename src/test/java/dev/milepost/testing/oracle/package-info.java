/**
 * A second opinion on the four keys: {@code four-keys/1} computed plainly in memory, written from the definition's text
 * alone and sharing no code with the service. Slow, and meant to be obviously right.
 */
@NullMarked
package dev.milepost.testing.oracle;

import org.jspecify.annotations.NullMarked;
