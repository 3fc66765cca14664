/**
 * What becomes of versions, from their first day on: who may change how they stand, noted and told in the transaction of the
 * change. Announces {@code template.published}, {@code template.promoted} and {@code template.deprecated}, and how each
 * template stands on {@code milepost.templates.latest}.
 */
@NullMarked
@Room(uses = {"manifests", "registry"})
package dev.milepost.templates.lifecycle;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
