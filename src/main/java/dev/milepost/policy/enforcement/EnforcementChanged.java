package dev.milepost.policy.enforcement;

/** The rules that set the mode of a policy changed. */
record EnforcementChanged(String policy) {}
