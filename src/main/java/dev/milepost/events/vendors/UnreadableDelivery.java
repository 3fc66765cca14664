package dev.milepost.events.vendors;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import java.util.List;

/** A delivery without a field that its vendor documents. */
public final class UnreadableDelivery extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnreadableDelivery(String pointer, String detail) {
        super(
                ProblemType.UNREADABLE_DELIVERY,
                pointer + " " + detail,
                List.of(new Fault(pointer, detail)));
    }
}
