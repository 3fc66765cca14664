package dev.milepost.events.vendors;

import dev.milepost.platform.http.ProblemException;
import java.util.List;

/** A delivery without a field that its vendor documents. */
public final class UnreadableDelivery extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnreadableDelivery(String pointer, String detail) {
        super(
                422,
                "unreadable-delivery",
                "The delivery does not have the form that its vendor documents.",
                pointer + " " + detail,
                List.of(new Fault(pointer, detail)));
    }
}
