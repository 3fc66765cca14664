package dev.milepost.cli.backfill;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which repository to read, and which service and environment to send its history for.
 *
 * @param service empty for the name of the repository
 */
record BackfillPlan(Path git, Optional<String> service, HistorySelection selection, String environment) {

    static final String PRODUCTION = "production";

    BackfillPlan {
        if (service.isPresent() && service.get().isBlank()) {
            throw CannotBackfill.misused("--service is empty: name the service, or leave it out.");
        }
        if (environment.isBlank()) {
            throw CannotBackfill.misused("--environment is empty: name it, or leave it out for production.");
        }
    }

    static BackfillPlan ofDefaults(Path git, Optional<String> service) {
        return new BackfillPlan(git, service, HistorySelection.DEFAULT, PRODUCTION);
    }
}
