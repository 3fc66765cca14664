/** Whether a release may go ahead, by the error budgets of what it touches and a policy that is data. */
@NullMarked
package dev.milepost.gates;

import org.jspecify.annotations.NullMarked;
