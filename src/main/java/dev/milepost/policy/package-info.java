/** Policies as code: the evidence that they read, their rules and engines, decisions, and waivers. */
@Wing(uses = {"upgrades", "templates", "catalog", "events"})
package dev.milepost.policy;

import dev.milepost.Wing;
