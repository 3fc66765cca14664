package dev.milepost.access;

import dev.milepost.platform.NotAuthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Lets callers in, as often as they may come. */
@ApplicationScoped
class Authentication {

    private final Admission admission;
    private final RateLimit requests;
    private final RateLimit failures;

    Authentication(Admission admission, AccessConfig config) {
        this.admission = admission;
        this.requests = new RateLimit(config.rateLimit().requests(), System::nanoTime);
        this.failures = new RateLimit(config.rateLimit().failures(), System::nanoTime);
    }

    /** Without asking anybody: one that was let in a moment ago. */
    Optional<Admitted> known(BearerRequest request) {
        var known = admission.known(request.token());
        known.ifPresent(admitted -> requests.take(admitted.key()));
        return known;
    }

    /** Once an address has failed too often, even a right token has to wait there, unless it has been let in before. */
    Admitted authenticate(BearerRequest request) {
        if (!admission.remembers(request.token())) {
            failures.check(request.address());
        }
        try {
            var admitted = admission.admit(request.token());
            requests.take(admitted.key());
            return admitted;
        } catch (NotAuthenticated e) {
            failures.count(request.address());
            throw e;
        }
    }
}
