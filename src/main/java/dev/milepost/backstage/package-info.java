/** What Backstage ingests: composed Templates, and the Location that leads to all that are stable. */
@NullMarked
package dev.milepost.backstage;

import org.jspecify.annotations.NullMarked;
