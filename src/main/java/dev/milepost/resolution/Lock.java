package dev.milepost.resolution;

import dev.milepost.manifests.Phase;
import java.util.List;

/**
 * What a golden path's version is made of, exactly: the same lock yields the same output, byte for byte.
 *
 * @param resolver the version of the rules that chose, such as {@code resolver/1}
 * @param template the golden path's name
 * @param version the golden path's version
 * @param digest of the golden path's manifest, {@code sha256:…}
 * @param modules in the order in which they act: by phase, then what is required before what requires it, then by name
 */
public record Lock(String resolver, String template, String version, String digest, List<LockedModule> modules) {

    public Lock {
        modules = List.copyOf(modules);
    }

    /** @param digest of the module's manifest and files together, {@code sha256:…} */
    public record LockedModule(String name, String version, Phase phase, String digest) {}
}
