/**
 * What a rule is and what comes of it: severities, findings and their fixes, and the rules of an installation's own in
 * CEL.
 */
@NullMarked
package dev.milepost.rules;

import org.jspecify.annotations.NullMarked;
