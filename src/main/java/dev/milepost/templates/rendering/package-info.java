/**
 * Rendering of files and inputs as Backstage's scaffolder does it: nunjucks on a sandboxed JavaScript engine with
 * bounded work.
 */
@NullMarked
@Room(uses = "trees")
package dev.milepost.templates.rendering;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
