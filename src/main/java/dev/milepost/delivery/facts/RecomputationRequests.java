package dev.milepost.delivery.facts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Recomputation requests by service. */
final class RecomputationRequests {

    /** A time before all events. */
    static final Instant BEGINNING_OF_TIME = Instant.parse("0001-01-01T00:00:00Z");

    /** The request for one service; see the table {@code recomputation_request}. */
    static final class Request {

        private final String service;
        private final List<String> commits = new ArrayList<>();
        private final List<UUID> artifacts = new ArrayList<>();
        private final List<Incident.Key> incidents = new ArrayList<>();
        private @Nullable Instant since;
        private int events;

        private Request(String service) {
            this.service = service;
        }

        String service() {
            return service;
        }

        List<String> commits() {
            return commits;
        }

        List<UUID> artifacts() {
            return artifacts;
        }

        List<Incident.Key> incidents() {
            return incidents;
        }

        @Nullable
        Instant since() {
            return since;
        }

        int events() {
            return events;
        }

        void since(@Nullable Instant moment) {
            if (moment != null && (since == null || moment.isBefore(since))) {
                since = moment;
            }
        }

        void events(int more) {
            events += more;
        }
    }

    private final Map<String, Request> byService = new HashMap<>();

    Request forService(String service) {
        return byService.computeIfAbsent(service, Request::new);
    }

    List<Request> requests() {
        return List.copyOf(byService.values());
    }
}
