/**
 * Entities judged over HTTP by the rules of an installation, which are put together here. Listens to templates being
 * published and deprecated; asks the catalog and the registry of templates what they know.
 */
@NullMarked
package dev.milepost.validation;

import org.jspecify.annotations.NullMarked;
