package dev.milepost.platform.documents;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers (RFC 6901). */
public final class JsonPointers {

    private JsonPointers() {}

    /** The pointer to a member or element of the value at {@code parent}. */
    public static String of(String parent, String name) {
        var escaped = name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
        return parent + "/" + escaped;
    }

    public static String annotation(String name) {
        return of("/metadata/annotations", name);
    }

    /** The last segment of a pointer: the name of a member or the index of an element. */
    public static String lastToken(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    /** The segments of a pointer, unescaped; none for the whole document. */
    public static List<String> tokens(String pointer) {
        var tokens = new ArrayList<String>();
        for (int start = pointer.indexOf('/'); start >= 0; ) {
            int end = pointer.indexOf('/', start + 1);
            tokens.add(lastToken(end < 0 ? pointer.substring(start) : pointer.substring(start, end)));
            start = end;
        }
        return tokens;
    }
}
