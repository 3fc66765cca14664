package dev.milepost.platform.documents;

import dev.milepost.platform.http.ProblemException.Fault;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The path to a value in a document. Its JSON pointer is written only for a fault: the pointers to all values have the
 * length of the names above a value, times the number of values.
 */
public final class ValuePath {

    private final @Nullable ValuePath parent;

    /** The name of a member, the index of an element, or the pointer to where the path begins. */
    private final Object last;

    private ValuePath(@Nullable ValuePath parent, Object last) {
        this.parent = parent;
        this.last = last;
    }

    /** The path that begins at a pointer; an empty one is the whole document. */
    public static ValuePath at(String pointer) {
        return new ValuePath(null, pointer);
    }

    public ValuePath member(String name) {
        return new ValuePath(this, name);
    }

    public ValuePath element(int index) {
        return new ValuePath(this, index);
    }

    /** The name of the member, or the index of the element. */
    public String name() {
        return last.toString();
    }

    /** Where the path begins. */
    public ValuePath start() {
        var start = this;
        while (start.parent != null) {
            start = start.parent;
        }
        return start;
    }

    /** Returns the JSON pointer. One that is longer than that of a fault ends early. */
    public String pointer() {
        var steps = new ArrayDeque<Object>();
        var at = this;
        while (at.parent != null) {
            steps.push(at.last);
            at = at.parent;
        }
        var pointer = at.last.toString();
        while (!steps.isEmpty() && pointer.length() <= Fault.POINTER_LENGTH) {
            pointer = JsonPointers.of(pointer, steps.pop().toString());
        }
        return pointer;
    }

    @Override
    public String toString() {
        return pointer();
    }
}
