package dev.milepost.cli.backfill;

import dev.milepost.cli.command.CommandFailure;
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
            throw CommandFailure.cannotRun("--service is empty. Name the service, or omit the option.");
        }
        if (environment.isBlank()) {
            throw CommandFailure.cannotRun(
                    "--environment is empty. Name the environment, or omit the option for production.");
        }
    }

    static BackfillPlan ofDefaults(Path git, Optional<String> service) {
        return new BackfillPlan(git, service, HistorySelection.DEFAULT, PRODUCTION);
    }
}
