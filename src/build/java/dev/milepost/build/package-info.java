/** What the build runs beside its plugins. */
@NullMarked
package dev.milepost.build;

import org.jspecify.annotations.NullMarked;
