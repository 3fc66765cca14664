package dev.milepost.events.contract;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

@ConfigMapping(prefix = "milepost.secrets")
interface SecretsConfig {

    /**
     * The names of secret parameters; {@code *} matches any characters. Names are compared in lower case, and only by
     * letters and digits.
     */
    @WithDefault(
            "*password*,*passwd*,*passphrase*,*passcode*,pwd,*pwd,pass,pin,*secret*,*token*,*credential*,*apikey*,*accesskey*,*privatekey*,*signingkey*,*encryptionkey*,*sshkey*,*pgpkey*,*gpgkey*,*accountkey*,*storagekey*,*servicekey*,*masterkey*,*bearer*,authorization,*authorizationheader,*connectionstring*,*kubeconfig*,*keystore*,*otp,*certificatekey*,*webhookurl*,*dsn")
    List<String> names();

    /** Exceptions from {@link #names()}: names of fields that refer to a secret or describe its form. */
    @WithDefault(
            "*name,*names,*path,*file,*ref,*reference,*type,*policy,*length,*count,*enabled,*required,*expiry,*ttl,*provider,*store,*endpoint,*issuer,*audience,*id,*ids,*lifetime,*minutes,*seconds,*days,*size,*format,*header,*prefix,max*")
    List<String> exceptions();
}
