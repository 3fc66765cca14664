package dev.milepost.platform.documents;

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
}
