package io.tocsin.monitor.collectors;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A certificate signing request (PKCS #10, RFC 2986), of which only the key counts: names are given by us.
 *
 * @param key RSA of 2048 to 8192 bits, or elliptic with 256, 384 or 521
 */
record SigningRequest(PublicKey key) {
    private static final int LONGEST = 16_384;
    private static final Set<Integer> CURVES = Set.of(256, 384, 521);

    SigningRequest {
        if (!isStrong(key)) {
            throw refused("The key must be RSA with 2048 to 8192 bits, or elliptic with 256, 384 or 521");
        }
    }

    /** @throws ApiException 400 when it is none, is not signed with its own key, or the key is weak */
    static SigningRequest parse(String pem) {
        if (pem.length() > LONGEST) {
            throw refused("The request must have at most %d characters".formatted(LONGEST));
        }
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest content)) {
                throw refused(ErrorCode.COLLECTOR_003.meaning());
            }
            SigningRequest request = new SigningRequest(new JcaPKCS10CertificationRequest(content).getPublicKey());
            if (!content.isSignatureValid(new JcaContentVerifierProviderBuilder().build(request.key))) {
                throw refused("The request is not signed with its own key");
            }
            return request;
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException e) {
            throw refused(ErrorCode.COLLECTOR_003.meaning());
        }
    }

    private static boolean isStrong(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa ->
                rsa.getModulus().bitLength() >= 2048 && rsa.getModulus().bitLength() <= 8192;
            case ECPublicKey elliptic ->
                CURVES.contains(elliptic.getParams().getCurve().getField().getFieldSize());
            default -> false;
        };
    }

    private static ApiException refused(String why) {
        return new ApiException(ErrorCode.COLLECTOR_003, why);
    }
}
