/** Services that were made from golden paths: which version they are on, and how they move to another. */
@Wing(uses = {"templates", "catalog", "events"})
package dev.milepost.upgrades;

import dev.milepost.Wing;
