package dev.milepost.templates.resolution;

import dev.milepost.platform.text.Sha256;
import dev.milepost.templates.manifests.ModuleManifest.Phase;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The exact versions that a golden path version consists of. Equal locks yield the same output, byte for byte.
 *
 * @param resolver the version of the resolution rules, such as {@code resolver/1}
 * @param template the golden path's name
 * @param version the golden path's version
 * @param digest the digest of the golden path's manifest, {@code sha256:…}
 * @param modules in the order in which they act: by phase, then dependencies before dependents, then by name
 */
public record Lockfile(String resolver, String template, String version, String digest, List<LockedModule> modules) {

    public Lockfile {
        modules = List.copyOf(modules);
    }

    /** Returns {@code sha256:} and the hash of the whole lock, which is equal only for equal locks. */
    public String fingerprint() {
        var text = new StringBuilder(String.join("\n", resolver, template, version, digest));
        modules.forEach(module -> text.append('\n')
                .append(String.join(
                        " ", module.name(), module.version(), module.phase().name(), module.digest())));
        return Sha256.label(Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** @param digest the digest of the module's manifest and files together, {@code sha256:…} */
    public record LockedModule(String name, String version, Phase phase, String digest) {}
}
