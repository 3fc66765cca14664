# METADATA
# description: Evidence of one of some kinds is there and fresh.
package milepost.baseline.evidence

import data.milepost.lib

violations := lib.unmet
