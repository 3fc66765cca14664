package dev.milepost.templates.composition;

import dev.milepost.templates.manifests.ModuleManifest.Behaviour;
import org.jspecify.annotations.Nullable;

/**
 * The module and skeleton file that a rendered file was made from.
 *
 * @param module the name of the module that owns the file
 * @param skeletonPath the path in the module's skeleton before rendering; null if it cannot be determined
 */
public record RenderedFileOrigin(String module, @Nullable String skeletonPath, Behaviour behaviour) {}
