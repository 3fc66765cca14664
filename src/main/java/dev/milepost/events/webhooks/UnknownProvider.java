package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;
import java.util.Collection;

final class UnknownProvider extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownProvider(String name, Collection<String> known) {
        super(
                404,
                "unknown-webhook",
                "There is no webhook of that name.",
                "'%s' is none of %s".formatted(name, String.join(", ", known)));
    }
}
