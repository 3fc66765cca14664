package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.ModuleManifest.Phase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** @param digest the digest of the module's manifest and files together, {@code sha256:…} */
    public record LockedModule(String name, String version, Phase phase, String digest) {}
}
