package dev.milepost.templates.registry;

import dev.milepost.catalog.entities.EntityRef;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.sql.Rows;
import dev.milepost.templates.registry.Listing.Filter;
import dev.milepost.templates.registry.Views.ListEntry;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters of the lists of golden paths and modules. */
class ListParameters {

    /** Distinguishes the cursors of these lists from those of other lists. */
    private static final String BY_NAME = "name";

    @RestQuery
    @Nullable
    String owner;

    @RestQuery
    @Nullable
    String tag;

    @RestQuery
    @Nullable
    String lifecycle;

    @RestQuery
    @Nullable
    String type;

    @RestQuery
    @Nullable
    String phase;

    @RestQuery
    @Nullable
    String channel;

    @RestQuery
    @Nullable
    String deprecated;

    @RestQuery
    @Nullable
    String cursor;

    Filter filter() {
        return new Filter(
                owner == null ? null : ref(owner),
                tag,
                lifecycle,
                type,
                phase,
                channel,
                deprecated == null ? null : parseBoolean(deprecated),
                cursor == null ? "" : after(cursor));
    }

    /** Returns a page of the first {@code limit} items. The rows have one item more if there is a next page. */
    static Page<ListEntry> page(Rows<ListEntry> items, int limit) {
        return Page.of(items, limit, last -> Cursor.of(BY_NAME, last.name()));
    }

    private static String after(String cursor) {
        var values = Cursor.parse(cursor, 2).values();
        if (!values.get(0).equals(BY_NAME)) {
            throw Cursor.invalid();
        }
        return values.get(1);
    }

    private static String ref(String owner) {
        return EntityRef.parse(owner.strip(), "group", EntityRef.DEFAULT_NAMESPACE)
                .map(EntityRef::toString)
                .orElseThrow(() -> invalid("owner", "must be a Group or User, such as group:default/platform"));
    }

    private static boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid("deprecated", "must be true or false");
        };
    }

    private static ProblemException invalid(String name, String detail) {
        return ProblemException.of(ProblemType.INVALID_REQUEST, name + " " + detail, List.of(new Fault(name, detail)));
    }
}
