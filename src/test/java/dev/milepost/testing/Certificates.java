package dev.milepost.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates of one CA, made for one run by the JDK's own tool: of a server here and of a client; and another CA's. */
public final class Certificates {

    private static final String PASSWORD = "only-for-tests";
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path folder;
    private final KeyStore keys;

    private Certificates(Path folder, KeyStore keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** @param client the common name of the client */
    public static Certificates make(Path folder, String client)
            throws IOException, GeneralSecurityException, InterruptedException {
        var store = Files.createDirectories(folder).resolve("keys.p12");
        generate(store, "authority", "CN=Authority", "-ext", "bc:c");
        generate(store, "another", "CN=Another authority", "-ext", "bc:c");
        generate(store, "server", "CN=server", "-signer", "authority", "-ext", "san=ip:127.0.0.1");
        generate(store, "client", "CN=" + client, "-signer", "authority");
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        return new Certificates(folder, keys);
    }

    private static void generate(Path store, String alias, String name, String... more)
            throws IOException, InterruptedException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = new ArrayList<>(List.of(tool, "-genkeypair", "-keystore", store.toString()));
        command.addAll(List.of("-storepass", PASSWORD, "-keyalg", "RSA", "-keysize", "2048", "-validity", "2"));
        command.addAll(List.of("-alias", alias, "-dname", name));
        command.addAll(Arrays.asList(more));
        var made = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    /** The certificates from this one to its CA's, as PEM. */
    public String chain(String alias) throws GeneralSecurityException {
        var chain = new StringBuilder();
        for (var certificate : keys.getCertificateChain(alias)) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return chain.toString();
    }

    /** The key in PKCS#8, as PEM. */
    public String key(String alias) throws GeneralSecurityException {
        return pem("PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded());
    }

    /** A file of {@link #chain}. */
    public Path chainFile(String alias) throws IOException, GeneralSecurityException {
        return Files.writeString(folder.resolve(alias + ".crt"), chain(alias));
    }

    /** A file of {@link #key} that its owner alone may read. */
    public Path keyFile(String alias) throws IOException, GeneralSecurityException {
        var file = folder.resolve(alias + ".key");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, key(alias));
    }

    /**
     * A context that trusts the CA.
     *
     * @param alias whose certificate it shows; null for none
     */
    public SSLContext context(@Nullable String alias) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", keys.getCertificate("authority"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        if (alias != null) {
            var password = PASSWORD.toCharArray();
            own.setKeyEntry(alias, keys.getKey(alias, password), password, keys.getCertificateChain(alias));
        }
        var shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(own, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, PEM.encodeToString(bytes));
    }
}
