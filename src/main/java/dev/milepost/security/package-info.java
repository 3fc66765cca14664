/** Who calls, what they may do, and who changed what. */
@Wing
package dev.milepost.security;

import dev.milepost.Wing;
