/** Backstage's catalog: entities, who owned which service when, and the rules that entities are checked by. */
@Wing(uses = "events")
package dev.milepost.catalog;

import dev.milepost.Wing;
