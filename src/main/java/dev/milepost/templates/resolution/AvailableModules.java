package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.ModuleManifest;
import java.util.Collection;
import java.util.List;

/** The module versions that resolution can choose from, without yanked ones. */
public interface AvailableModules {

    /** Returns all versions of a module in any order; empty for an unknown module. */
    List<AvailableVersion> findVersions(String module);

    /** Returns the names of the modules of which any version provides a capability. */
    Collection<String> findProviders(String capability);

    /** @param digest the digest of manifest and files together, {@code sha256:…} */
    record AvailableVersion(ModuleManifest module, String digest) {}
}
