package dev.milepost;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import dev.milepost.Structure.RoomOf;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.Soak;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks the structure that the packages declare by {@link Wing} and {@link Room}. */
class ArchitectureTest {

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("dev.milepost");

    private static final String BASE = "dev.milepost.";
    private static final JavaClasses CLASSES = Structure.CLASSES;
    private static final Path ARCHITECTURE = Path.of("ARCHITECTURE.md");

    static List<RoomOf> rooms() {
        return Structure.rooms();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void usesOnlyAllowedWings(RoomOf room) {
        var usable = Structure.usableWings(room);
        var forbidden = Structure.wings().keySet().stream()
                .filter(wing -> !usable.contains(wing))
                .map(wing -> BASE + wing + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(room.packageName())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void usesOnlyDeclaredRooms(RoomOf room) {
        var forbidden = Structure.rooms().stream()
                .filter(other -> other.wing().equals(room.wing()) && !other.equals(room))
                .filter(other -> !room.uses().contains(other.name()))
                .map(RoomOf::packageName)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(room.packageName())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(CLASSES);
    }

    @Test
    void hasNoCyclesOfDependencies() {
        var wings = new TreeMap<String, Set<String>>();
        Structure.rooms()
                .forEach(room -> wings.computeIfAbsent(room.wing(), wing -> new TreeSet<>())
                        .addAll(Structure.usableWings(room).stream()
                                .filter(wing -> !wing.equals(room.wing()))
                                .toList()));
        var rooms = new TreeMap<String, Set<String>>();
        Structure.rooms()
                .forEach(room -> rooms.put(
                        room.packageName(),
                        room.uses().stream()
                                .map(other -> BASE + room.wing() + "." + other)
                                .collect(Collectors.toSet())));

        assertThat(layers(wings)).hasSameSizeAs(wings.keySet());
        assertThat(layers(rooms)).hasSameSizeAs(rooms.keySet());
    }

    /** What can be put in order, so that each comes after all that it uses. */
    private static Set<String> layers(Map<String, Set<String>> uses) {
        var ordered = new LinkedHashSet<String>();
        while (uses.entrySet().stream()
                .filter(entry -> !ordered.contains(entry.getKey()) && ordered.containsAll(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList()
                .stream()
                .map(ordered::add)
                .reduce(false, Boolean::logicalOr)) {}
        return ordered;
    }

    @Test
    void assignsEveryClassToARoom() {
        var declared = Structure.rooms().stream().map(RoomOf::packageName);

        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(BASE))
                        .filter(name -> Structure.wings().keySet().stream().noneMatch(wing -> name.equals(BASE + wing)))
                        .distinct())
                .isSubsetOf(Stream.concat(declared, Stream.of(BASE + "local")).toList());
    }

    /** The packages are the only list of rooms; with {@code -Dmilepost.write=true} the document is made from them. */
    @Test
    void listsEveryRoomInArchitectureDocument() throws IOException {
        var begin = "<!-- rooms: made by ArchitectureTest -->\n";
        var end = "<!-- /rooms -->\n";
        var document = Files.readString(ARCHITECTURE);
        var from = document.indexOf(begin) + begin.length();
        var to = document.indexOf(end);

        if (Boolean.getBoolean("milepost.write")) {
            Files.writeString(ARCHITECTURE, document.substring(0, from) + Structure.table() + document.substring(to));
        } else {
            assertThat(document.substring(from, to))
                    .as("Run mvn test -Dtest=ArchitectureTest -Dmilepost.write=true")
                    .isEqualTo(Structure.table());
        }
    }

    @Test
    void usesKafkaOnlyInConsumersAndProducers() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        BASE + "delivery..", BASE + "catalog..", BASE + "events.contract..", BASE + "events.log..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    /** Whoever changes how versions stand has it noted and told there. */
    @Test
    void changesTheRegistryOnlyInLifecycle() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + "templates.lifecycle..", BASE + "templates.registry..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(BASE + "templates.registry.VersionStore")
                .check(CLASSES);
    }

    /** The build runs classes with the tag one after the other, as they share the service, and all others side by side. */
    @Test
    void tagsQuarkusTestsAsService() {
        classes()
                .that()
                .areAnnotatedWith(QuarkusTest.class)
                .should(beAnnotatedWithTag("service"))
                .check(TESTS);
    }

    /** The profile soak runs by tags what a build runs a part of. */
    @Test
    void tagsBoundedTests() {
        var bounded = TESTS.stream()
                .filter(type -> !type.isEquivalentTo(Seeds.Source.class))
                .filter(type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Soak.class)))
                .toList();

        assertThat(bounded)
                .isNotEmpty()
                .allMatch(type -> isTagged(type, Soak.BOUNDED)
                        || type.getMethods().stream().anyMatch(method -> isTagged(method, Soak.BOUNDED)));
    }

    private static boolean isTagged(HasAnnotations<?> tested, String tag) {
        return tested.isAnnotatedWith(Tag.class)
                        && tag.equals(tested.getAnnotationOfType(Tag.class).value())
                || tested.isAnnotatedWith(Tags.class)
                        && Arrays.stream(tested.getAnnotationOfType(Tags.class).value())
                                .anyMatch(one -> tag.equals(one.value()));
    }

    private static ArchCondition<JavaClass> beAnnotatedWithTag(String tag) {
        return ArchCondition.from(
                DescribedPredicate.describe("annotated with the tag " + tag, type -> isTagged(type, tag)));
    }

    @Test
    void writesNoReactiveCode() {
        // Quarkus asks who calls, and health, in no other way.
        noClasses()
                .that()
                .doNotHaveSimpleName("BearerMechanism")
                .and()
                .doNotHaveSimpleName("BearerIdentities")
                .and()
                .doNotHaveSimpleName("HealthChecks")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.smallrye.mutiny..")
                .check(CLASSES);
    }

    @Test
    void keepsPureRulesFreeOfFrameworks() {
        classes()
                .that()
                .haveNameMatching(
                        "dev\\.milepost\\.(events\\.contract\\.EventOrder|delivery\\.facts\\.(DeploymentChain|CommitGraph|Deployment|Incident|DurationSketch))(\\$.*)?")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "dev.milepost.delivery.facts..", "dev.milepost.events..", "org.jspecify..")
                .check(CLASSES);
    }
}
