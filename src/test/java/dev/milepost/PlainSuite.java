package dev.milepost;

import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests without the service. */
@Suite
@SelectPackages("dev.milepost")
@IncludeClassNamePatterns(".*Test")
@ExcludeTags("service")
class PlainSuite {}
