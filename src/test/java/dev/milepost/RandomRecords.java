package dev.milepost;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Records of random values, of which many are equal. */
final class RandomRecords {

    private static final Map<Class<?>, IntFunction<Object>> VALUES = Map.of(
            int.class, n -> n,
            long.class, n -> (long) n,
            boolean.class, n -> n % 2 == 0,
            String.class, n -> List.of("Aa", "BB", "c").get(n),
            UUID.class, n -> new UUID(n, 1),
            Instant.class, n -> Instant.ofEpochSecond(n),
            LocalDate.class, n -> LocalDate.EPOCH.plusDays(n),
            ZoneId.class,
                    n -> ZoneId.of(List.of("UTC", "Europe/Berlin", "Asia/Tokyo").get(n)));

    private final Random random;

    RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    /** A record whose constructor accepts its values. */
    Object next(Class<?> type) {
        while (true) {
            try {
                return constructor(type)
                        .newInstance(Arrays.stream(type.getRecordComponents())
                                .map(this::value)
                                .toArray());
            } catch (InvocationTargetException e) {
                // The values do not fit each other; others may.
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The same record with another text in its first component that is one, or that holds one. */
    static Object withText(Class<?> type, String text) {
        var components = type.getRecordComponents();
        var values = new @Nullable Object[components.length];
        var isSet = false;
        for (int i = 0; i < components.length; i++) {
            boolean isHere = !isSet && holdsText(components[i].getType());
            values[i] = isHere ? text(components[i], text) : new RandomRecords(1).value(components[i]);
            isSet |= isHere;
        }
        try {
            return constructor(type).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean holdsText(Class<?> type) {
        return type == String.class
                || type.isRecord()
                        && Arrays.stream(type.getRecordComponents()).anyMatch(part -> holdsText(part.getType()));
    }

    private static Object text(RecordComponent component, String text) {
        return component.getType() == String.class ? text : withText(component.getType(), text);
    }

    private @Nullable Object value(RecordComponent component) {
        var type = component.getType();
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) {
            return null;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        var values = VALUES.get(type);
        return values == null ? next(type) : values.apply(random.nextInt(3));
    }

    private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }
}
