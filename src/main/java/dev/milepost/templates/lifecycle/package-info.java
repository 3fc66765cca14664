/**
 * The lifecycle of versions: promotion, deprecation, yanking, with audit entries in the same transaction. Announces
 * {@code template.published}, {@code template.promoted} and {@code template.deprecated}, and publishes to {@code
 * milepost.templates.latest}.
 */
@NullMarked
@Room(uses = {"manifests", "registry"})
package dev.milepost.templates.lifecycle;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
