package dev.milepost.platform.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.UnsignedLong;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelComparisonTest {

    private static final Cel LIBRARY = CelFactory.standardCelBuilder()
            .setOptions(CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("x", SimpleType.DYN)
            .addVar("y", SimpleType.DYN)
            .setResultType(SimpleType.BOOL)
            .build();

    private static final BoundedCel BOUNDED =
            new BoundedCel(2_000, 1_000, 5_000_000, Map.of("x", SimpleType.DYN, "y", SimpleType.DYN));

    private static final List<Object> SCALARS = List.of(
            0L,
            1L,
            -1L,
            Long.MAX_VALUE,
            UnsignedLong.ZERO,
            UnsignedLong.ONE,
            UnsignedLong.MAX_VALUE,
            0.0,
            -0.0,
            1.0,
            1.5,
            9.223372036854775807E18,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            "",
            "a",
            "1",
            true,
            false,
            NullValue.NULL_VALUE,
            com.google.protobuf.NullValue.NULL_VALUE,
            ByteString.EMPTY,
            ByteString.copyFromUtf8("a"),
            Timestamp.newBuilder().setSeconds(1).build(),
            Timestamp.newBuilder().setSeconds(2).build(),
            Duration.newBuilder().setSeconds(1).build());

    private static final List<Object> KEYS =
            List.of(0L, 1L, UnsignedLong.ONE, 1.0, Double.NaN, -0.0, "", "a", true, false, ByteString.EMPTY);

    private final Random random = new Random(17);

    /** A law: what the library says in any time is what is said here within limits. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x == y",
                "x != y",
                "[x] == [y]",
                "{'a': x} == {'a': y}",
                "{1: x, 2u: y} == {1.0: y, 2: x}",
                "x in y",
                "x in [y, [x]]",
                "[x] in [[y], x]",
                "{'a': x} in [{'a': y}]",
                "x in {'a': y, 1: y}",
                "y[x] == x",
                "y[1] == x",
                "y.a == x",
                "[x, y].exists(v, v == y)",
                "[x, y].all(v, v == x)",
                "[x, y].exists_one(v, v in y)",
                "[x, y].filter(v, v == x) == [y]",
                "[x, y].map(v, [v, v]) == [[y, x], [x, y]]",
                "x == y || x",
                "(x == y ? x : y) == x",
                "!(x == y) && y"
            })
    void saysWhatTheLibrarySays(String expression) throws CelValidationException, CelEvaluationException {
        var library = LIBRARY.createProgram(LIBRARY.compile(expression).getAst());
        var bounded = BOUNDED.compile(expression);

        for (int i = 0; i < 4_000; i++) {
            var values = values();

            assertThat(outcome(() -> bounded.evaluate(values)))
                    .as("%s of %s", expression, values)
                    .isEqualTo(outcome(() -> library.eval(values)));
        }
    }

    private Map<String, Object> values() {
        var x = value(3);
        return Map.of("x", x, "y", random.nextInt(3) == 0 ? copy(x) : value(3));
    }

    private Object value(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 0, 1 -> SCALARS.get(random.nextInt(SCALARS.size()));
            case 2 -> {
                var list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
            default -> {
                var map = new HashMap<Object, Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(KEYS.get(random.nextInt(KEYS.size())), value(depth - 1));
                }
                yield map;
            }
        };
    }

    /** An equal value, sometimes with another type of number. */
    private Object copy(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(this::copy).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new HashMap<Object, Object>();
            map.forEach((key, member) -> copy.put(key, copy(member)));
            return copy;
        }
        return value.equals(1L) && random.nextBoolean() ? (Object) 1.0 : value;
    }

    /** The value or that there is none. Messages of failures differ. */
    private static Object outcome(Evaluation evaluation) {
        try {
            return String.valueOf(evaluation.value());
        } catch (CelEvaluationException e) {
            return CelEvaluationException.class;
        }
    }

    private interface Evaluation {

        Object value() throws CelEvaluationException;
    }
}
