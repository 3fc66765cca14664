package dev.milepost.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The first commands of the README that call the service, with what they print.
 *
 * @param commands for a shell
 * @param promised the parts of the last answer, in order, without spaces
 */
record ReadmeExample(String commands, List<String> promised) {

    private static final String ADDRESS = "localhost:8080";

    static ReadmeExample read() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var commands = Stream.of(readme.split("```sh\n", -1))
                .skip(1)
                .map(block -> block.substring(0, block.indexOf("```")))
                .filter(block -> block.contains("curl "))
                .findFirst()
                .orElseThrow();
        var answer = commands.substring(commands.lastIndexOf("\ncurl "))
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.substring(1).replace(" ", ""))
                .collect(Collectors.joining());
        var promised = Stream.of(answer.split("\\.\\.\\.", -1))
                .map(part -> part.replaceAll("^[},]+|[},]+$", ""))
                .filter(part -> !part.isEmpty())
                .toList();
        return new ReadmeExample(commands, promised);
    }

    /** Runs the commands against a service at an address, and returns what they print. */
    String run(String address) throws IOException, InterruptedException {
        var output = Files.createTempFile("readme", ".log");
        try {
            var shell = new ProcessBuilder("sh", "-c", commands.replace(ADDRESS, address))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertThat(shell.waitFor(LocalService.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as(Files.readString(output))
                        .isTrue();
            } finally {
                shell.destroyForcibly();
            }
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }
}
