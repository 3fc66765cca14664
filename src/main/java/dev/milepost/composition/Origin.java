package dev.milepost.composition;

import dev.milepost.manifests.TemplateModule.Behaviour;
import org.jspecify.annotations.Nullable;

/**
 * Where a rendered file comes from.
 *
 * @param module the name of the module that owns it
 * @param skeletonPath its path in the module's skeleton before rendering; null where it cannot be told
 */
public record Origin(String module, @Nullable String skeletonPath, Behaviour behaviour) {}
