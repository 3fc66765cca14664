package dev.milepost.events.webhooks;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.Collection;

final class UnknownProvider extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownProvider(String name, Collection<String> known) {
        super(
                ProblemType.UNKNOWN_WEBHOOK,
                "There is no webhook '%s'. The webhooks are: %s.".formatted(name, String.join(", ", known)));
    }
}
