/** What was delivered: facts of changes, deployments and incidents, and the four keys computed from them. */
@Wing(uses = {"catalog", "events"})
package dev.milepost.delivery;

import dev.milepost.Wing;
