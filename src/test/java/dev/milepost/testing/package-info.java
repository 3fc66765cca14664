/** What tests of every feature stand on. */
@NullMarked
package dev.milepost.testing;

import org.jspecify.annotations.NullMarked;
