/**
 * What golden paths bring: runs and their success, services by version and team, upgrades, and the four keys of services
 * before and after.
 */
@NullMarked
package dev.milepost.adoption;

import org.jspecify.annotations.NullMarked;
