package dev.milepost.definitions;

import dev.milepost.entities.Format;
import dev.milepost.objectives.OpenSloReader;
import dev.milepost.objectives.SloReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The objectives that the service brings along. */
final class BuiltInSlos {

    private static final List<String> NAMES =
            List.of("catalog-freshness", "catalog-freshness-slices", "scaffolder-latency", "template-success");

    private BuiltInSlos() {}

    static List<DefinedSlo> all() {
        return NAMES.stream().map(BuiltInSlos::read).toList();
    }

    private static DefinedSlo read(String name) {
        var path = "/slos/" + name + ".yaml";
        try (var file = Objects.requireNonNull(BuiltInSlos.class.getResourceAsStream(path))) {
            var documents = OpenSloReader.read(file.readAllBytes(), Format.YAML);
            return new DefinedSlo(SloReader.read(documents).get(0), documents, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
