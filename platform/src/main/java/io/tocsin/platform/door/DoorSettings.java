package io.tocsin.platform.door;

import io.tocsin.platform.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The collectors' door; INGEST_DOOR_… and MONITOR_DOOR_… set it. Without a certificate it stays closed.
 *
 * @param certificate PEM file with the door's certificate and what leads to its root; empty for no door
 * @param key PEM file with the private key of that certificate
 * @param port where the door listens; 0 for any that is free
 * @param address the address that it listens on
 */
@ConfigurationProperties("tocsin.door")
public record DoorSettings(
        @DefaultValue("") String certificate,
        @DefaultValue("") String key,
        @DefaultValue("8443") int port,
        @DefaultValue("127.0.0.1") String address) {

    public DoorSettings {
        if (certificate.isBlank() != key.isBlank()) {
            throw new SettingsException(
                    "tocsin.door.certificate and tocsin.door.key belong together: set both or none");
        }
        if (!certificate.isBlank()) {
            mustBeReadable("tocsin.door.certificate", certificate);
            mustBeReadable("tocsin.door.key", key);
        }
    }

    public boolean open() {
        return !certificate.isBlank();
    }

    private static void mustBeReadable(String name, String file) {
        if (!Files.isReadable(Path.of(file))) {
            throw new SettingsException("%s names %s, which can't be read".formatted(name, file));
        }
    }
}
