package dev.milepost;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import dev.milepost.testing.EqualHashes;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hash tables stay fast when callers choose texts with equal hash codes: {@link java.util.HashMap} compares such keys if
 * they are {@link Comparable} to their own class.
 */
class HashKeysTest {

    private static final int KEYS = 30_000;
    /** Without comparison it takes more than a minute. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    /** Keys without texts of callers, or few of them. */
    private static final Set<String> ACCEPTED = Set.of(
            // Sets of an enum.
            "java.util.Set",
            // The entries of a map's own view.
            "java.util.Map$Entry",
            // Connections are limited.
            "java.net.InetAddress",
            // Of the program itself.
            "java.lang.reflect.Method",
            "org.eclipse.microprofile.health.HealthCheck",
            // Of the topics in the configuration.
            "org.apache.kafka.common.TopicPartition",
            "org.apache.kafka.clients.admin.OffsetSpec",
            // Of the checkout that the command line reads.
            "org.eclipse.jgit.lib.ObjectId",
            // Compared by identity.
            "org.yaml.snakeyaml.nodes.Node",
            // The fields of a request that have a constraint.
            "jakarta.validation.ConstraintViolation");

    /** What is copied there is bounded by the configuration, by a request's headers or by a limit. */
    private static final String[] WITH_FEW = {
        "dev.milepost.security..", "dev.milepost.events.vendors..", "dev.milepost.cli..", "dev.milepost.platform.http.."
    };

    private static final Set<String> ALSO_WITH_FEW = Set.of(
            "dev.milepost.catalog.annotations.RequiredAnnotationCheck",
            "dev.milepost.catalog.validation.RuleSet",
            "dev.milepost.templates.registry.PublishedGoldenPath",
            "dev.milepost.events.pipeline.KafkaCluster");

    static Stream<Class<?>> keys() {
        return HashKeys.read().keySet().stream()
                .filter(name -> !ACCEPTED.contains(name))
                .map(HashKeysTest::load);
    }

    static Stream<Class<?>> comparableRecords() {
        return keys().filter(Class::isRecord).filter(HashKeysTest::isComparableToItself);
    }

    static Stream<Class<?>> recordsWithTexts() {
        return comparableRecords().filter(RandomRecords::holdsText);
    }

    @Test
    void findsTheKeysOfFieldsVariablesAndCollectors() {
        var keys = HashKeys.read();

        assertThat(keys.get("dev.milepost.delivery.facts.RollupKey"))
                .contains("dev.milepost.delivery.facts.RollupDeltas");
        assertThat(keys.get("dev.milepost.slo.counting.EventGroups$OutcomeKey"))
                .contains("dev.milepost.slo.counting.OutcomeRepository");
        assertThat(keys.get("dev.milepost.platform.http.ProblemException$Fault"))
                .contains("dev.milepost.slo.gates.GatePolicySchema");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void areComparableToTheirOwnClass(Class<?> key) {
        assertThat(isComparableToItself(key) || isComparedByIdentity(key) || !holdsValuesOfCallers(key))
                .as("%s is a key of a hash table and not Comparable to itself", key.getName())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("comparableRecords")
    @SuppressWarnings("unchecked")
    void areComparedAsTheyAreEqual(Class<?> key) {
        var random = new RandomRecords(1);
        for (int i = 0; i < 2_000; i++) {
            var one = (Comparable<Object>) random.next(key);
            var other = (Comparable<Object>) random.next(key);

            assertThat(one.compareTo(other) == 0).as("%s and %s", one, other).isEqualTo(one.equals(other));
            assertThat(Integer.signum(one.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(one)));
        }
    }

    @ParameterizedTest
    @MethodSource("recordsWithTexts")
    void areFoundFastAmongOthersOfTheSameHashCode(Class<?> key) {
        var keys = EqualHashes.texts(KEYS).stream()
                .map(text -> RandomRecords.withText(key, text))
                .toList();

        var found = assertTimeoutPreemptively(TIME_LIMIT, () -> new HashSet<>(keys));

        assertThat(found).hasSize(KEYS);
        assertThat(keys.get(0)).hasSameHashCodeAs(keys.get(KEYS - 1));
    }

    /** The JDK's unmodifiable copies never compare. {@link dev.milepost.platform.collections.Copies} does. */
    @Test
    void copiesOfManyTextsAreHashTablesThatCompare() {
        noClasses()
                .that()
                .resideOutsideOfPackages(WITH_FEW)
                .and(DescribedPredicate.describe(
                        "are not known to copy few", type -> !ALSO_WITH_FEW.contains(type.getName())))
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe("a copy that does not compare", HashKeysTest::isOpenAddressed))
                .check(Structure.CLASSES);
    }

    private static boolean isOpenAddressed(JavaMethodCall call) {
        var owner = call.getTargetOwner().getName();
        return call.getName().equals("copyOf")
                        && List.of("java.util.Set", "java.util.Map").contains(owner)
                || List.of("toUnmodifiableSet", "toUnmodifiableMap").contains(call.getName());
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, HashKeysTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@link java.util.HashMap} asks: the class itself, and not a class above it, implements the interface. */
    private static boolean isComparableToItself(Class<?> type) {
        return Arrays.stream(type.getGenericInterfaces())
                .filter(ParameterizedType.class::isInstance)
                .map(ParameterizedType.class::cast)
                .anyMatch(one -> one.getRawType() == Comparable.class && one.getActualTypeArguments()[0] == type);
    }

    private static boolean isComparedByIdentity(Class<?> type) {
        try {
            var equality = type.getMethod("equals", Object.class);
            return !type.isInterface() && equality.getDeclaringClass() == Object.class || type.isEnum();
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static boolean holdsValuesOfCallers(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents()).anyMatch(part -> holdsValuesOfCallers(part.getType()));
        }
        return !type.isPrimitive()
                && !type.isEnum()
                && !Number.class.isAssignableFrom(type)
                && !Set.of(Instant.class, LocalDate.class, Duration.class, Optional.class)
                        .contains(type);
    }
}
