/**
 * Where the outcomes of objectives belong: to which template version, team, service and step, and what each of them
 * contributes to what was bad.
 */
@NullMarked
package dev.milepost.attribution;

import org.jspecify.annotations.NullMarked;
