/** Policies as code: evidence, evaluations, and a ladder from warning to enforcing. */
@Wing(uses = {"slo", "upgrades", "delivery", "templates", "catalog", "events"})
package dev.milepost.policy;

import dev.milepost.Wing;
