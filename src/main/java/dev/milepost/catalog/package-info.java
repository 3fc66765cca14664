/** What was known of each service and since when. Listens to scaffolding; tells enrichment and the four keys. */
@NullMarked
package dev.milepost.catalog;

import org.jspecify.annotations.NullMarked;
