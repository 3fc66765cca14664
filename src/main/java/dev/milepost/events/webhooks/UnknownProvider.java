package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;
import java.util.Collection;

final class UnknownProvider extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownProvider(String name, Collection<String> known) {
        super(
                404,
                "unknown-webhook",
                "The webhook does not exist.",
                "There is no webhook '%s'. The webhooks are: %s.".formatted(name, String.join(", ", known)));
    }
}
