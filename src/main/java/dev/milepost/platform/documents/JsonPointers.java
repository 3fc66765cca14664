package dev.milepost.platform.documents;

/** JSON pointers (RFC 6901). */
public final class JsonPointers {

    private JsonPointers() {}

    /** The pointer to a member or an element of what a pointer points to. */
    public static String of(String parent, String name) {
        var escaped = name.indexOf('~') < 0 && name.indexOf('/') < 0
                ? name
                : name.replace("~", "~0").replace("/", "~1");
        return parent + "/" + escaped;
    }

    public static String annotation(String name) {
        return of("/metadata/annotations", name);
    }

    /** The name of the member or the index of the element that a pointer ends in. */
    public static String lastToken(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }
}
