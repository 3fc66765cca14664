/** Service level objectives of the platform: OpenSLO documents, counts, status, alerts and gates. */
@Wing(uses = {"delivery", "catalog", "events"})
package dev.milepost.slo;

import dev.milepost.Wing;
