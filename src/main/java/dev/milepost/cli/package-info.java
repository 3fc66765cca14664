/** Commands: starting the service, and tools that run on a developer's machine or in CI. */
@Wing(uses = {"insights", "policy", "slo", "upgrades", "delivery", "templates", "catalog", "events"})
package dev.milepost.cli;

import dev.milepost.Wing;
