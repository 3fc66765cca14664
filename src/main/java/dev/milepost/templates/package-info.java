/** Golden paths as versioned products, from manifests to Templates of Backstage. */
@Wing(uses = {"catalog", "events"})
package dev.milepost.templates;

import dev.milepost.Wing;
