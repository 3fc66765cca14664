/**
 * Files and inputs rendered as Backstage's scaffolder renders them: nunjucks with its delimiters and filters, on a
 * JavaScript engine that reaches nothing and whose work is bounded.
 */
@NullMarked
package dev.milepost.rendering;

import org.jspecify.annotations.NullMarked;
