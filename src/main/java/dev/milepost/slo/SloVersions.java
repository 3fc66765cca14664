package dev.milepost.slo;

import com.google.re2j.Pattern;
import dev.milepost.definitions.DefinedSlos;
import dev.milepost.definitions.SavedVersion;
import dev.milepost.openslo.OpenSloDocument;
import dev.milepost.platform.Cursor;
import dev.milepost.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The history of definitions. */
@ApplicationScoped
class SloVersions {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final DefinedSlos definitions;

    SloVersions(DefinedSlos definitions) {
        this.definitions = definitions;
    }

    /** Newest first. */
    Page<SavedVersion> list(String name, @Nullable String cursor, int limit) {
        definitions.require(name);
        var versions = definitions.versions(name, before(cursor), limit + 1);
        return Page.of(versions, limit, last -> Cursor.of(Integer.toString(last.version())));
    }

    SloVersion find(String name, String version) {
        definitions.require(name);
        int number = number(version);
        if (number < 0) {
            throw new UnknownSloVersion(name, version);
        }
        var said = definitions.find(name, number).orElseThrow(() -> new UnknownSloVersion(name, version));
        var saved = definitions.versions(name, number + 1, 1).get(0);
        return new SloVersion(
                number,
                saved.author(),
                saved.createdAt(),
                said.documents().stream().map(OpenSloDocument::content).toList());
    }

    private static int before(@Nullable String cursor) {
        if (cursor == null) {
            return Integer.MAX_VALUE;
        }
        int version = number(Cursor.parse(cursor, 1).values().get(0));
        if (version < 0) {
            throw Cursor.unknown();
        }
        return version;
    }

    /** Negative where it is no number of a version, which are below what an int holds. */
    private static int number(String text) {
        return NUMBER.matches(text) ? Integer.parseInt(text) : -1;
    }
}
