/**
 * The way from one version of a golden path to another, and a service's files merged along it: base as rendered then,
 * target as rendered now, theirs as the service has it.
 */
@NullMarked
package dev.milepost.upgrades;

import org.jspecify.annotations.NullMarked;
