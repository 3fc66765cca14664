package dev.milepost.templates.rendering;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Trees whose paths, modes and contents are told apart by fetch:template. */
record SampleTrees(FileTree files, List<String> copyWithoutTemplating) {

    private static final TreeFile NAMED = TreeFile.text("${{ values.name }}\n");

    static final List<SampleTrees> ALL = List.of(
            of(Map.of(
                    "${{ values.name }}/${{ values.owner.team }}.txt", NAMED,
                    "{% if values.yes %}yes.txt{% endif %}", NAMED,
                    "{% if values.no %}no.txt{% endif %}", NAMED,
                    "{% if values.no %}folder{% endif %}/deep/file.txt", NAMED,
                    "a/{% if values.no %}folder{% endif %}/file.txt", NAMED,
                    "a/{% if values.no %}file.txt{% endif %}", NAMED,
                    "{% for t in values.tags %}${{ t }}-{% endfor %}loop", NAMED,
                    ".gitignore", NAMED,
                    ".github/workflows/ci.yml", TreeFile.text("run: {% raw %}${{ github.sha }}{% endraw %}"),
                    "${{ values.name | upper }}.njk", NAMED)),
            of(Map.of("src/${{ values.absent }}/a.txt", NAMED, "plain", NAMED)),
            of(Map.of("${{ '.' }}/a.txt", NAMED, "b/${{ '..' }}/c.txt", NAMED, "./d".substring(2), NAMED)),
            of(Map.of("${{ '..' }}/escaped.txt", NAMED)),
            of(Map.of("{% if values.yes %}/a.txt", NAMED)),
            of(Map.of("${{ values.name }", NAMED, "{{ values.name }}", NAMED, "ünïcode ${{ values.unicode }}", NAMED)),
            of(Map.of("broken", TreeFile.text("${{ values. }}"), "whole", NAMED)),
            of(Map.of(
                    "run.sh",
                    executable("#!/bin/sh\necho ${{ values.name }}\n"),
                    "copy.sh",
                    executable("\0${{ 1 }}"),
                    "empty",
                    TreeFile.text(""))),
            of(Map.of(
                    "nul", bytes("24 7b 7b 20 31 20 7d 7d 00"),
                    "latin1",
                            bytes(
                                    "47 72 fc df 65 20 24 7b 7b 20 31 20 7d 7d 20 61 6e 64 20 6d 6f 72 65 20 70 6c 61 69 6e 20 74 65 78 74"),
                    "png", bytes("89 50 4e 47 0d 0a 1a 0a 24 7b 7b 20 31 20 7d 7d"),
                    "pdf", bytes("25 50 44 46 2d 31 24 7b 7b 20 31 20 7d 7d"),
                    "utf16", bytes("ff fe 24 00 7b 00"),
                    "bom", bytes("ef bb bf 24 7b 7b 20 31 20 7d 7d"),
                    "control", bytes("01 02 03 24 7b 7b 20 31 20 7d 7d"),
                    "escape", bytes("1b 5b 33 6d 61 61 61 61 61 61 61 61 61 61 61 61 24 7b 7b 20 31 20 7d 7d"),
                    "late", TreeFile.of(("x".repeat(600) + "\0${{ 1 }}").getBytes(StandardCharsets.UTF_8), false),
                    "cut", TreeFile.of(("x".repeat(511) + "ü${{ 1 }}").getBytes(StandardCharsets.UTF_8), false))),
            of(Map.of("a/${{ values.name }}.txt", NAMED, "a/b/c.txt", NAMED, "d.txt", NAMED), "a"),
            of(Map.of("a/x.txt", NAMED, "a/b/c.txt", NAMED, "d.txt", NAMED), "a/*"),
            of(Map.of("a/x.txt", NAMED, "a/b/.c.txt", NAMED, "d.txt", NAMED), "a/**"),
            of(Map.of("a/x.txt", NAMED, "a/b/c.txt", NAMED, "d.txt", NAMED), "**/*.txt", "!a/x.txt"),
            of(Map.of("a/x.md", NAMED, "a/y.txt", NAMED, ".z.md", NAMED), "**/*.{md,html}"),
            of(Map.of("a1", NAMED, "a2", NAMED, "b1", NAMED, "abc", NAMED), "a?", "b[0-9]"),
            of(Map.of("a.js", NAMED, "b.ts", NAMED, "c.css", NAMED), "*.@(js|ts)"),
            of(Map.of(".github/workflows/ci.yml", NAMED, "x", NAMED), ".github/"),
            of(Map.of("${{ values.name }}/a", NAMED, "b", NAMED), "${{ values.name }}/**"),
            of(Map.of("x/a.txt", NAMED, "y/x/a.txt", NAMED), "./x"),
            of(Map.of("x/a.txt", NAMED, "y/a.txt", NAMED), "*.txt", "[", "none/**"),
            of(Map.of("x/a.txt", TreeFile.text("${{ values. }}")), "x/**"));

    private static SampleTrees of(Map<String, TreeFile> files, String... copyWithoutTemplating) {
        return new SampleTrees(FileTree.of(files), List.of(copyWithoutTemplating));
    }

    private static TreeFile executable(String text) {
        return TreeFile.of(text.getBytes(StandardCharsets.UTF_8), true);
    }

    private static TreeFile bytes(String hex) {
        return TreeFile.of(HexFormat.ofDelimiter(" ").parseHex(hex), false);
    }
}
