package dev.milepost.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate and its key, made by the JDK's own tool.
 *
 * @param key PEM, PKCS #8
 * @param file PEM
 */
record Certificates(String key, Path file) {

    private static final String PASSWORD = "changeit";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    static Certificates make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        var store = folder.resolve("client.p12");
        var tool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "client",
                "-keyalg",
                "EC",
                "-dname",
                "CN=milepost",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
        if (tool.inheritIO().start().waitFor() != 0) {
            throw new IOException("keytool made no certificate");
        }
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var certificate = folder.resolve("client.crt");
        Files.writeString(
                certificate, pem("CERTIFICATE", keys.getCertificate("client").getEncoded()));
        return new Certificates(
                pem("PRIVATE KEY", keys.getKey("client", PASSWORD.toCharArray()).getEncoded()), certificate);
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, LINES.encodeToString(der), what);
    }
}
