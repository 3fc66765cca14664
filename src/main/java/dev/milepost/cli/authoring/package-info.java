/**
 * {@code ./milepost templates}: folders of manifests and skeletons published, checked, resolved, rendered and compared.
 * All but publishing works offline, by the same rules as the service.
 */
@NullMarked
@Room(uses = "send")
package dev.milepost.cli.authoring;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
