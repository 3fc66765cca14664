package dev.milepost.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;

/** Finds faults of the configuration of access before the first request does. */
class AccessStart {

    void check(@Observes StartupEvent start, Config config, AccessConfig access) {
        AccessRequirement.check(config);
        var nobody = access.backstage().isEmpty()
                && access.issuers().isEmpty()
                && access.adminToken().sha256().isEmpty()
                && access.adminToken().secret().isEmpty();
        if (AccessRequirement.isConfigured(config) && nobody) {
            throw new InvalidAccess("What is set under milepost.access names nobody whose tokens are taken.");
        }
    }
}
