package dev.milepost.templates.composition;

import dev.milepost.templates.manifests.TemplateModule.Behaviour;
import org.jspecify.annotations.Nullable;

/**
 * Where a rendered file comes from.
 *
 * @param module the name of the module that owns it
 * @param skeletonPath its path in the module's skeleton before rendering; null where it cannot be told
 */
public record RenderedFileOrigin(String module, @Nullable String skeletonPath, Behaviour behaviour) {}
