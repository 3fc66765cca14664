/**
 * The four keys: questions about a window and answers by the rules of {@code four-keys/1}. Reads the links and rollups
 * of {@link dev.milepost.delivery}, whose tables are their contract, and writes nothing.
 */
@NullMarked
package dev.milepost.fourkeys;

import org.jspecify.annotations.NullMarked;
