package dev.milepost;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All tests through the service, which is started once, one class after the other. */
@Suite
@SelectPackages("dev.milepost")
@IncludeClassNamePatterns(".*Test")
@IncludeTags("service")
class ServiceSuite {}
