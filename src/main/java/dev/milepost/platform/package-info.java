/** What every feature stands on and none is about: problem details, paging, clocks. Uses no other feature. */
@NullMarked
package dev.milepost.platform;

import org.jspecify.annotations.NullMarked;
