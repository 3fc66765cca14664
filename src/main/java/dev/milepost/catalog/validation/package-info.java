/**
 * Validation of entities over HTTP by the built-in and custom rules. It listens to published and deprecated templates;
 * the registry implements {@link TemplateSource}.
 */
@NullMarked
@Room(uses = {"annotations", "entities", "references", "rules", "sync"})
package dev.milepost.catalog.validation;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
