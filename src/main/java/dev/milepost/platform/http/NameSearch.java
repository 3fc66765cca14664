package dev.milepost.platform.http;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that is ordered by name, by bytes.
 *
 * @param list the name of the list, which its cursors have
 * @param part what names contain, in lower case; empty matches all
 * @param after the last name of the previous page; empty for the first page
 * @param visible patterns of SQL's {@code like}: the services that the caller may see
 * @param limit the number of items of the page
 */
public record NameSearch(String list, String part, String after, List<String> visible, int limit) {

    /** The maximum length of the searched part, in characters. */
    public static final int MAX_LENGTH = 256;

    /** The pattern of all services. */
    private static final String ALL = "%";

    public NameSearch {
        visible = List.copyOf(visible);
    }

    public static NameSearch of(
            String list, @Nullable String part, @Nullable String cursor, int limit, List<String> visible) {
        return new NameSearch(
                list,
                part == null ? "" : part.strip().toLowerCase(Locale.ROOT),
                cursor == null ? "" : after(list, cursor),
                visible,
                limit);
    }

    private static String after(String list, String cursor) {
        var values = Cursor.parse(cursor, 2).values();
        if (!values.get(0).equals(list)) {
            throw Cursor.invalid();
        }
        return values.get(1);
    }

    /** Whether the caller may see what is of no service, and all services. */
    public boolean seesAll() {
        return visible.contains(ALL);
    }

    /** One more than the page has, to find out whether there is another page. */
    public int rows() {
        return limit + 1;
    }

    /** @param found at most {@link #rows()} items */
    public <T> Page<T> page(List<T> found, Function<T, String> name) {
        return Page.of(found, limit, last -> Cursor.of(list, name.apply(last)));
    }
}
