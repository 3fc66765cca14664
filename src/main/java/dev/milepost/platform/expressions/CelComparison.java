package dev.milepost.platform.expressions;

import com.google.protobuf.ByteString;
import dev.cel.runtime.RuntimeEquality;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * CEL's {@code ==} and {@code in}, which take a step for each compared value. An expression can create a list that
 * contains another one twice, which contains another one twice, and so on. Its comparison takes exponential time, and so
 * do its hash code and its text.
 */
final class CelComparison {

    /** Texts are compared about this many characters a step. */
    private static final int CHARACTERS_OF_A_STEP = 8;

    private final RuntimeEquality equality;
    private final CelBudget budget;

    CelComparison(RuntimeEquality equality, CelBudget budget) {
        this.equality = equality;
        this.budget = budget;
    }

    /** Whether CEL's {@code ==} is true, in which {@code 1 == 1.0}. */
    boolean areEqual(Object x, Object y) {
        budget.take(1);
        if (x == y) {
            return true;
        }
        if (x instanceof ByteString && y instanceof ByteString) {
            return areIdentical(x, y);
        }
        // The bytes of CEL are a sequence too, so that no bytes equal no elements.
        if (x instanceof Iterable<?> left && y instanceof Iterable<?> right) {
            return areEqualElements(left.iterator(), right.iterator());
        }
        if (x instanceof Map<?, ?> left && y instanceof Map<?, ?> right) {
            return left.size() == right.size() && areEqualEntries(left, right);
        }
        return !isContainer(x) && !isContainer(y) && takeTexts(x, y) && equality.objectEquals(x, y);
    }

    /** Whether a list has an element that equals a value, in the sense of Java or, for a number, of CEL. */
    boolean isIn(Object value, List<?> list) {
        for (var element : list) {
            if (areIdentical(value, element) || (value instanceof Number && areEqual(element, value))) {
                return true;
            }
        }
        return false;
    }

    private boolean areEqualElements(Iterator<?> left, Iterator<?> right) {
        while (left.hasNext() && right.hasNext()) {
            if (!areEqual(left.next(), right.next())) {
                return false;
            }
        }
        return !left.hasNext() && !right.hasNext();
    }

    private boolean areEqualEntries(Map<?, ?> left, Map<?, ?> right) {
        for (var entry : left.entrySet()) {
            takeText(entry.getKey());
            var other = equality.findInMap(right, entry.getKey());
            if (other.isEmpty() || !areEqual(entry.getValue(), other.get())) {
                return false;
            }
        }
        return true;
    }

    /** Whether Java's {@code equals} is true, in which {@code 1} and {@code 1.0} differ and NaN equals itself. */
    private boolean areIdentical(Object x, Object y) {
        budget.take(1);
        if (x == y) {
            return true;
        }
        if (x instanceof List<?> left && y instanceof List<?> right) {
            return left.size() == right.size() && areIdenticalElements(left.iterator(), right.iterator());
        }
        if (x instanceof Map<?, ?> left && y instanceof Map<?, ?> right) {
            return left.size() == right.size() && areIdenticalEntries(left, right);
        }
        return !isContainer(x) && !isContainer(y) && takeTexts(x, y) && x.equals(y);
    }

    private boolean areIdenticalElements(Iterator<?> left, Iterator<?> right) {
        while (left.hasNext()) {
            if (!areIdentical(left.next(), right.next())) {
                return false;
            }
        }
        return true;
    }

    private boolean areIdenticalEntries(Map<?, ?> left, Map<?, ?> right) {
        for (var entry : left.entrySet()) {
            takeText(entry.getKey());
            var other = right.get(entry.getKey());
            if (other == null || !areIdentical(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    static boolean isContainer(Object value) {
        return value instanceof List<?> || value instanceof Map<?, ?>;
    }

    /** Takes the steps of comparing two texts. Texts of different lengths differ at once. Always returns true. */
    private boolean takeTexts(Object x, Object y) {
        int size = MeteredCelFunctions.textSize(x);
        if (size > 0 && size == MeteredCelFunctions.textSize(y)) {
            budget.take(size / CHARACTERS_OF_A_STEP);
        }
        return true;
    }

    private void takeText(Object key) {
        budget.take(MeteredCelFunctions.textSize(key) / CHARACTERS_OF_A_STEP);
    }
}
