/** Signatures of evidence: registered public keys, and the verification of DSSE envelopes and of cosign's signatures. */
@NullMarked
@Room
package dev.milepost.policy.signatures;

import dev.milepost.Room;
import org.jspecify.annotations.NullMarked;
