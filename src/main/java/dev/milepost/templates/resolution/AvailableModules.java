package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.TemplateModule;
import java.util.Collection;
import java.util.List;

/** The module versions that there are to choose from, yanked ones left out. */
public interface AvailableModules {

    /** Every version of a module, in no order that counts; empty where there is no such module. */
    List<AvailableVersion> findVersions(String module);

    /** The names of the modules of which any version provides a capability. */
    Collection<String> findProviders(String capability);

    /** @param digest of manifest and files together, {@code sha256:…} */
    record AvailableVersion(TemplateModule module, String digest) {}
}
