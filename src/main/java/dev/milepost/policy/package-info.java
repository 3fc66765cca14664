/** Policies as code: the evidence that they read, their rules and engines, decisions, and waivers. */
@Wing(uses = {"slo", "upgrades", "delivery", "templates", "catalog", "events"})
package dev.milepost.policy;

import dev.milepost.Wing;
