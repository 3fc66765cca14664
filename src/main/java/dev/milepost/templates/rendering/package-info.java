/**
 * Files and inputs rendered as Backstage's scaffolder renders them: nunjucks with its delimiters and filters, on a
 * JavaScript engine that reaches nothing and whose work is bounded.
 */
@NullMarked
@Room(uses = "trees")
package dev.milepost.templates.rendering;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
