package dev.milepost.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** A JDK of this machine that the tests do not run on: the one that is named, else one found where systems keep them. */
public final class OtherJdk {

    private static final Path USUAL_PLACE = Path.of("/usr/lib/jvm");

    private OtherJdk() {}

    /** One of at least this version. */
    public static Optional<Path> find(int version) throws IOException {
        var named = System.getProperty("milepost.other-jdk");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        if (!Files.isDirectory(USUAL_PLACE)) {
            return Optional.empty();
        }
        try (var all = Files.list(USUAL_PLACE)) {
            return all.filter(jdk -> version(jdk) >= version).sorted().findFirst();
        }
    }

    /** As its release file tells; 0 where it has none. */
    private static int version(Path jdk) {
        var file = jdk.resolve("release");
        if (!Files.isRegularFile(file) || !Files.isExecutable(jdk.resolve("bin/java"))) {
            return 0;
        }
        var release = new Properties();
        try (var in = Files.newInputStream(file)) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var version = release.getProperty("JAVA_VERSION", "0").replaceAll("[^0-9.]", "");
        return Integer.parseInt(version.replaceFirst("\\..*", ""));
    }
}
