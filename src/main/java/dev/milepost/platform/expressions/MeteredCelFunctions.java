package dev.milepost.platform.expressions;

import com.google.protobuf.ByteString;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelRuntimeException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelInternalRuntimeLibrary;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.RuntimeEquality;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CEL's standard functions. Each takes steps by the length of its arguments from the {@link CelBudget}. */
final class MeteredCelFunctions implements CelInternalRuntimeLibrary {

    private static final Set<String> CREATING =
            Set.of("add_string", "add_bytes", "add_list", "string_to_bytes", "bytes_to_string");

    /** The steps for a character of the name of a time zone. */
    private static final int ZONE = 30;

    /** A step copies this many characters. */
    private static final int COPIED = 32;

    /** The size of a reference to an element. */
    private static final int REFERENCE = 4;

    private final int mostInstructions;

    /** @param mostInstructions the maximum instructions of one regular expression */
    MeteredCelFunctions(int mostInstructions) {
        this.mostInstructions = mostInstructions;
    }

    @Override
    public void setRuntimeOptions(CelRuntimeBuilder builder) {
        throw new UnsupportedOperationException("The functions need the equality of the runtime");
    }

    @Override
    public void setRuntimeOptions(CelRuntimeBuilder builder, RuntimeEquality equality, CelOptions options) {
        var replaced = replaced(equality, mostInstructions);
        for (var standard : CelStandardFunctions.newBuilder().build().newFunctionBindings(equality, options)) {
            var name = standard.getOverloadId();
            var function = replaced.getOrDefault(name, charged(name, standard.getDefinition()));
            builder.addFunctionBindings(CelFunctionBinding.from(
                    name, standard.getArgTypes(), arguments -> withoutPrinting(function, arguments)));
        }
    }

    private static CelFunctionOverload charged(String name, CelFunctionOverload function) {
        if (CREATING.contains(name)) {
            return arguments -> creating(function, arguments);
        }
        if (name.equals("string_to_duration")) {
            return arguments -> duration(function, arguments);
        }
        int stepsOfCharacter = name.endsWith("_with_tz") ? ZONE : 1;
        return arguments -> charged(function, arguments, stepsOfCharacter);
    }

    /** The functions that compare values, or that take more than linear time in the runtime of CEL. */
    private static Map<String, CelFunctionOverload> replaced(RuntimeEquality equality, int mostInstructions) {
        CelFunctionOverload matches =
                arguments -> CelTexts.matches((String) arguments[0], (String) arguments[1], mostInstructions);
        return Map.of(
                "equals", arguments -> comparison(equality).areEqual(arguments[0], arguments[1]),
                "not_equals", arguments -> !comparison(equality).areEqual(arguments[0], arguments[1]),
                "in_list", arguments -> comparison(equality).isIn(arguments[0], (List<?>) arguments[1]),
                "in_map", arguments -> isKey(arguments[0]) && equality.inMap(map(arguments[1]), arguments[0]),
                "index_map", arguments -> index(equality, map(arguments[0]), arguments[1]),
                "matches", matches,
                "matches_string", matches,
                "contains_string", arguments -> CelTexts.contains((String) arguments[0], (String) arguments[1]));
    }

    private static CelComparison comparison(RuntimeEquality equality) {
        return new CelComparison(equality, CelBudget.current());
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> map(Object value) {
        return (Map<Object, Object>) value;
    }

    /** Lists and maps are no keys, and their hash codes can take exponential time. */
    private static boolean isKey(Object value) {
        CelBudget.current().take(1 + textSize(value));
        return !CelComparison.isContainer(value);
    }

    private static Object index(RuntimeEquality equality, Map<Object, Object> map, Object key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException("A list or a map is no key");
        }
        return equality.indexMap(map, key);
    }

    private static Object charged(CelFunctionOverload function, Object[] arguments, int stepsOfCharacter)
            throws CelEvaluationException {
        for (var argument : arguments) {
            CelBudget.current().take((long) stepsOfCharacter * textSize(argument));
        }
        return function.apply(arguments);
    }

    /** The runtime copies the rest of the text for each unit. */
    private static Object duration(CelFunctionOverload function, Object[] arguments) throws CelEvaluationException {
        long size = textSize(arguments[0]);
        CelBudget.current().take(size * size / COPIED);
        return function.apply(arguments);
    }

    private static Object creating(CelFunctionOverload function, Object[] arguments) throws CelEvaluationException {
        var value = charged(function, arguments, 1);
        CelBudget.current().create(created(arguments, value));
        return value;
    }

    /** Inside a comprehension, the sum of two lists is the first one, to which the second was added. */
    private static long created(Object[] arguments, Object value) {
        if (value instanceof Collection<?> list) {
            var added = arguments[0] == value ? (Collection<?>) arguments[1] : list;
            return (long) REFERENCE * added.size();
        }
        return textSize(value);
    }

    /** The runtime prints the arguments of a function into the message of every other exception. */
    private static Object withoutPrinting(CelFunctionOverload function, Object[] arguments)
            throws CelEvaluationException {
        try {
            return function.apply(arguments);
        } catch (CelRuntimeException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CelRuntimeException(e, CelErrorCode.INVALID_ARGUMENT);
        }
    }

    static int textSize(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        return value instanceof ByteString bytes ? bytes.size() : 0;
    }
}
