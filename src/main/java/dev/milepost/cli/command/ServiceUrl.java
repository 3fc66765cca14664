package dev.milepost.cli.command;

import java.net.URI;
import picocli.CommandLine.Option;

/** The option {@code --url} of the commands that call a running service. */
public final class ServiceUrl {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:${env:QUARKUS_HTTP_PORT:-8080}",
            description =
                    "The URL of Milepost. Default: ${DEFAULT-VALUE}. A token is read from the variable MILEPOST_TOKEN.")
    private URI url = URI.create("http://localhost:8080");

    public URI get() {
        return url;
    }
}
