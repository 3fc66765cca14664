package dev.milepost.policy.evidence;

import dev.milepost.events.contract.ServiceName;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.http.Cursor;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.security.caller.EmitPermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which evidence is listed.
 *
 * @param conditions of SQL, with a placeholder for each of the values
 */
record EvidenceFilter(String conditions, List<Object> values) {

    EvidenceFilter {
        values = List.copyOf(values);
    }

    /**
     * The conditions of a request. A parameter that is null filters nothing.
     *
     * @throws dev.milepost.platform.http.ProblemException if a parameter is not valid
     */
    static EvidenceFilter of(
            @Nullable String service,
            @Nullable String commit,
            @Nullable String artifact,
            @Nullable String kind,
            @Nullable Boolean verified,
            @Nullable String cursor,
            EmitPermissions permissions) {
        var faults = new FaultCollector();
        var sha = EvidenceRequest.commit(commit, faults);
        var digest = EvidenceRequest.artifact(artifact, faults);
        faults.throwAny(ProblemType.INVALID_REQUEST);
        var conditions = new Conditions();
        if (!permissions.allServices()) {
            conditions.add("service like any (?)", permissions.servicesLike());
        }
        conditions.add("service = ?", ServiceName.ofNullable(service));
        conditions.add("commit_sha = ?", sha);
        conditions.add("artifact_digest = ?", digest);
        conditions.add("kind = ?", kind);
        conditions.add("(key_name is not null) = ?", verified);
        if (cursor != null) {
            var last = Cursor.parse(cursor, 2);
            conditions.add("received_at <= ?", last.time(0));
            conditions.add("(received_at < ? or id < ?)", last.time(0));
            conditions.values.add(last.id(1));
        }
        return new EvidenceFilter(conditions.text, conditions.values);
    }

    private static final class Conditions {

        private final List<Object> values = new ArrayList<>();
        private String text = "true";

        void add(String condition, @Nullable Object value) {
            if (value != null) {
                text += " and " + condition;
                values.add(value);
            }
        }
    }
}
