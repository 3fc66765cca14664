/** Who changed what and when, kept in the transaction of the change. */
@NullMarked
package dev.milepost.audit;

import org.jspecify.annotations.NullMarked;
