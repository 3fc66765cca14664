package dev.milepost;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The wings and rooms of the program, read from the annotations {@link Wing} and {@link Room} of its packages. */
final class Structure {

    static final String BASE = "dev.milepost";
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    private static final Path SOURCES = Path.of("src/main/java/dev/milepost");

    /** Wings that every other wing may use. */
    private static final Set<String> SHARED = Set.of("security", "platform");

    /**
     * A wing.
     *
     * @param uses the wings that its rooms may use, without the shared ones
     * @param rooms by name
     */
    record WingOf(String name, Set<String> uses, Map<String, RoomOf> rooms) {}

    /**
     * A room.
     *
     * @param uses rooms of its wing
     * @param wings wings that it may use beyond those of its wing
     */
    record RoomOf(String wing, String name, Set<String> uses, Set<String> wings) {

        String packageName() {
            return BASE + "." + wing + "." + name;
        }
    }

    private Structure() {}

    /** All wings, by name. */
    static Map<String, WingOf> wings() {
        var wings = new TreeMap<String, WingOf>();
        for (var wing : CLASSES.getPackage(BASE).getSubpackages()) {
            if (wing.isAnnotatedWith(Wing.class)) {
                var uses = Set.of(wing.getAnnotationOfType(Wing.class).uses());
                wings.put(wing.getRelativeName(), new WingOf(wing.getRelativeName(), uses, rooms(wing)));
            }
        }
        return wings;
    }

    private static Map<String, RoomOf> rooms(JavaPackage wing) {
        var rooms = new TreeMap<String, RoomOf>();
        for (var room : wing.getSubpackages()) {
            if (room.isAnnotatedWith(Room.class)) {
                var declared = room.getAnnotationOfType(Room.class);
                rooms.put(
                        room.getRelativeName(),
                        new RoomOf(
                                wing.getRelativeName(),
                                room.getRelativeName(),
                                Set.of(declared.uses()),
                                Set.of(declared.wings())));
            }
        }
        return rooms;
    }

    static List<RoomOf> rooms() {
        return wings().values().stream()
                .flatMap(wing -> wing.rooms().values().stream())
                .toList();
    }

    /** The wings that a room may use, its own among them. */
    static Set<String> usableWings(RoomOf room) {
        var wing = wings().get(room.wing());
        var usable = new TreeSet<String>();
        usable.add(room.wing());
        usable.addAll(room.wings());
        if (wing != null) {
            usable.addAll(wing.uses());
        }
        if (!room.wing().equals("platform")) {
            usable.addAll(room.wing().equals("security") ? Set.of("platform") : SHARED);
        }
        return usable;
    }

    /** The table of wings and rooms, as ARCHITECTURE.md shows it: made of the packages' own documentation. */
    static String table() {
        return wings().values().stream()
                .map(wing -> "| `%s` | %s | %s |"
                        .formatted(
                                wing.name(),
                                wing.rooms().values().stream()
                                        .map(room -> "`%s`: %s".formatted(room.name(), summary(room)))
                                        .collect(Collectors.joining("<br>")),
                                wing.uses().stream()
                                        .sorted()
                                        .map(use -> "`" + use + "`")
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n", "| wing | rooms | may use |\n|---|---|---|\n", "\n"));
    }

    /** The first sentence of a package's documentation. */
    private static String summary(RoomOf room) {
        var file = SOURCES.resolve(room.wing()).resolve(room.name()).resolve("package-info.java");
        try {
            var source = Files.readString(file);
            var text = source.substring(source.indexOf("/**") + 3, source.indexOf("*/"))
                    .lines()
                    .map(line -> line.strip().replaceFirst("^\\* ?", ""))
                    .collect(Collectors.joining(" "))
                    .strip();
            var end = text.indexOf(". ");
            return (end < 0 ? text : text.substring(0, end + 1))
                    .replaceAll("\\{@code ([^}]*)}", "`$1`")
                    .replaceAll("\\{@link ([^}]*)}", "`$1`");
        } catch (IOException e) {
            throw new UncheckedIOException("Each room has a package-info: " + file, e);
        }
    }
}
