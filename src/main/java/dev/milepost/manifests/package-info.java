/**
 * The manifests of golden paths and of the modules that they are composed of: read from YAML and JSON, held against their
 * schemas.
 */
@NullMarked
package dev.milepost.manifests;

import org.jspecify.annotations.NullMarked;
