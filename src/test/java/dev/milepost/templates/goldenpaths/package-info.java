/** The project's own golden paths in {@code templates/}, taken the whole way: read, resolved, rendered, built, upgraded. */
@NullMarked
package dev.milepost.templates.goldenpaths;

import org.jspecify.annotations.NullMarked;
