/** Service level objectives of the platform: the answers how they stand and stood, and their definitions over HTTP. */
@NullMarked
package dev.milepost.slo;

import org.jspecify.annotations.NullMarked;
