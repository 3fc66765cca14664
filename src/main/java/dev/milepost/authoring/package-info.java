/**
 * {@code ./milepost templates}: folders of manifests and skeletons published, checked, resolved, rendered and compared.
 * All but publishing works offline, by the same rules as the service.
 */
@NullMarked
package dev.milepost.authoring;

import org.jspecify.annotations.NullMarked;
