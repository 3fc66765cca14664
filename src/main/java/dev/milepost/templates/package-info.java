/**
 * The registry: versions of golden paths and modules, their channels, deprecation and withdrawal. Announces {@code
 * template.published}, {@code template.promoted} and {@code template.deprecated}, and how each template stands on {@code
 * milepost.templates.latest}.
 */
@NullMarked
package dev.milepost.templates;

import org.jspecify.annotations.NullMarked;
