/** Measures the packaged service from outside, and what the machine itself gives beside it. Not part of the service. */
package dev.milepost.bench;
