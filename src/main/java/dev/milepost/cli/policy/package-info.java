/** The commands {@code ./milepost policy}: lint, test and push policies, and evaluate them in CI. */
@NullMarked
@Room(uses = {"command", "lint"})
package dev.milepost.cli.policy;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
