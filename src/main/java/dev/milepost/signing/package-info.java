/** What this service signs itself: its calls to Backstage, and the keys by which Backstage proves them. */
@NullMarked
package dev.milepost.signing;

import org.jspecify.annotations.NullMarked;
