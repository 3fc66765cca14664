package dev.milepost.slo.status;

import com.google.re2j.Pattern;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.Page;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.slo.definitions.SloVersion;
import dev.milepost.slo.definitions.SloDefinitions;
import dev.milepost.slo.openslo.OpenSloDocument;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Reads the versions of SLO definitions. */
@ApplicationScoped
class SloVersions {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final SloDefinitions definitions;

    SloVersions(SloDefinitions definitions) {
        this.definitions = definitions;
    }

    /** Returns a page of versions, newest first. */
    Page<SloVersion> list(String name, @Nullable String cursor, int limit) {
        definitions.require(name);
        var versions = definitions.findVersions(name, parseCursor(cursor), limit + 1);
        return Page.of(versions, limit, last -> Cursor.of(Integer.toString(last.version())));
    }

    SloVersion find(String name, String version) {
        definitions.require(name);
        int number = number(version);
        if (number < 0) {
            throw unknown(name, version);
        }
        var requested = definitions.findVersion(name, number).orElseThrow(() -> unknown(name, version));
        var saved = definitions.findVersions(name, number + 1, 1).get(0);
        return saved.with(requested.documents().stream().map(OpenSloDocument::content).toList());
    }

    private static ProblemException unknown(String name, String version) {
        return ProblemException.of(
                ProblemType.UNKNOWN_SLO_VERSION,
                "%1$s has no version %2$s. GET /api/v1/slos/%1$s/versions lists its versions."
                        .formatted(name, version));
    }

    private static int parseCursor(@Nullable String cursor) {
        if (cursor == null) {
            return Integer.MAX_VALUE;
        }
        int version = number(Cursor.parse(cursor, 1).values().get(0));
        if (version < 0) {
            throw Cursor.invalid();
        }
        return version;
    }

    /** Returns the version number, or -1 if the text is not one. Version numbers fit in an int. */
    private static int number(String text) {
        return NUMBER.matches(text) ? Integer.parseInt(text) : -1;
    }
}
