package dev.milepost.cli.policy;

import java.nio.file.Path;

/**
 * What the lint found.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 code units
 * @param pointer into the document; empty for the whole document
 */
record PolicyFinding(Path file, int line, int column, String pointer, LintRule rule, String detail) {}
