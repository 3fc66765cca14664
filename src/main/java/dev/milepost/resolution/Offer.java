package dev.milepost.resolution;

import dev.milepost.manifests.TemplateModule;
import java.util.Collection;
import java.util.List;

/** The module versions that there are to choose from, yanked ones left out. */
public interface Offer {

    /** Every version of a module, in no order that counts; empty where there is no such module. */
    List<Offered> findVersions(String module);

    /** The names of the modules of which any version provides a capability. */
    Collection<String> findProviders(String capability);

    /** @param digest of manifest and files together, {@code sha256:…} */
    record Offered(TemplateModule module, String digest) {}
}
