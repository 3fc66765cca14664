package dev.milepost.events.golden;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

@ConfigMapping(prefix = "milepost.secrets")
interface SecretsConfig {

    /**
     * The names of parameters that are taken for secret, with {@code *} for any characters. Names are compared in lower
     * case and without characters other than letters and digits.
     */
    @WithDefault(
            "*password*,*passwd*,*passphrase*,*passcode*,pwd,*pwd,pass,pin,*secret*,*token*,*credential*,*apikey*,*accesskey*,*privatekey*,*signingkey*,*encryptionkey*,*sshkey*,*pgpkey*,*gpgkey*,*accountkey*,*storagekey*,*servicekey*,*masterkey*,*bearer*,authorization,*authorizationheader,*connectionstring*,*kubeconfig*,*keystore*,*otp,*certificatekey*,*webhookurl*,*dsn")
    List<String> names();

    /** Of these, the names of what only points to a secret or tells of its shape. */
    @WithDefault(
            "*name,*names,*path,*file,*ref,*reference,*type,*policy,*length,*count,*enabled,*required,*expiry,*ttl,*provider,*store,*endpoint,*issuer,*audience,*id,*ids,*lifetime,*minutes,*seconds,*days,*size,*format,*header,*prefix,max*")
    List<String> exceptions();
}
