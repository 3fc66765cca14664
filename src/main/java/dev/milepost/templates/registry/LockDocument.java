package dev.milepost.templates.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milepost.templates.manifests.ModuleManifest.Phase;
import dev.milepost.templates.resolution.Lockfile;
import java.util.List;
import java.util.Locale;

/** A lock as stored and served. */
public record LockDocument(
        String resolver, String template, String version, String digest, List<LockedModule> modules) {

    private static final int BYTES_OF_MODULE = 200;

    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectReader READER = JSON.readerFor(LockDocument.class);
    private static final ObjectWriter WRITER = JSON.writer();

    public record LockedModule(String name, String version, String phase, String digest) {}

    public static LockDocument of(Lockfile lock) {
        return new LockDocument(
                lock.resolver(),
                lock.template(),
                lock.version(),
                lock.digest(),
                lock.modules().stream()
                        .map(module -> new LockedModule(
                                module.name(),
                                module.version(),
                                module.phase().name().toLowerCase(Locale.ROOT),
                                module.digest()))
                        .toList());
    }

    /** Returns the approximate size in an answer, in bytes. */
    long bytes() {
        return (long) BYTES_OF_MODULE * modules.size();
    }

    static Lockfile read(String text) {
        try {
            return READER.<LockDocument>readValue(text).toLock();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored lock cannot be read", e);
        }
    }

    String write() {
        try {
            return WRITER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The lock cannot be written as JSON", e);
        }
    }

    private Lockfile toLock() {
        return new Lockfile(
                resolver,
                template,
                version,
                digest,
                modules.stream()
                        .map(module -> new Lockfile.LockedModule(
                                module.name(),
                                module.version(),
                                Phase.valueOf(module.phase().toUpperCase(Locale.ROOT)),
                                module.digest()))
                        .toList());
    }
}
