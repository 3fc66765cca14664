/** What golden paths bring to their users: adoption, and the four keys before and after. */
@Wing(uses = {"slo", "upgrades", "delivery", "templates", "catalog", "events"})
package dev.milepost.insights;

import dev.milepost.Wing;
