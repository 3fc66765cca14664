/** API tokens: given to CI by an admin, shown once, kept as a hash, restricted, and taken back. */
@NullMarked
package dev.milepost.tokens;

import org.jspecify.annotations.NullMarked;
