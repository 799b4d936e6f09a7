package io.tocsin.ingest.door;

import io.tocsin.platform.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The collectors' door. Without a certificate it stays closed.
 *
 * @param certificate PEM file with the door's certificate and what leads to its root; empty for no door
 * @param key PEM file with the private key of that certificate
 * @param port where the door listens; 0 for any that is free
 * @param address the address that it listens on
 */
@ConfigurationProperties("tocsin.door")
record DoorSettings(
        @DefaultValue("") String certificate,
        @DefaultValue("") String key,
        @DefaultValue("8443") int port,
        @DefaultValue("127.0.0.1") String address) {

    DoorSettings {
        if (certificate.isBlank() != key.isBlank()) {
            throw new SettingsException(
                    "INGEST_DOOR_CERTIFICATE and INGEST_DOOR_KEY belong together: set both or none");
        }
        if (!certificate.isBlank()) {
            mustBeReadable("INGEST_DOOR_CERTIFICATE", certificate);
            mustBeReadable("INGEST_DOOR_KEY", key);
        }
    }

    boolean open() {
        return !certificate.isBlank();
    }

    private static void mustBeReadable(String name, String file) {
        if (!Files.isReadable(Path.of(file))) {
            throw new SettingsException("%s names %s, which can't be read".formatted(name, file));
        }
    }
}
