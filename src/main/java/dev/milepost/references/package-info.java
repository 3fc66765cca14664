/**
 * What entities refer to: owners, other entities, templates, and telemetry keys, judged by the entities of a call and by
 * what is known beyond them.
 */
@NullMarked
package dev.milepost.references;

import org.jspecify.annotations.NullMarked;
