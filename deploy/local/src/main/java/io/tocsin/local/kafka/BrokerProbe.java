package io.tocsin.local.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a broker in Kafka's own protocol which brokers take part, without dragging a Kafka client in. One that answers
 * with itself has registered, caught up with the metadata and may hold partitions; an open port says none of that.
 */
final class BrokerProbe {

    private static final int TIMEOUT_MS = 2000;
    private static final short METADATA = 3;
    private static final short VERSION = 1;
    private static final short NO_CLIENT_ID = -1;
    private static final int NO_TOPICS = 0;
    /** Key and version of the request, correlation id, absent client id, empty array of topics. */
    private static final int REQUEST_BYTES = 2 + 2 + 4 + 2 + 4;

    private BrokerProbe() {}

    static boolean hasBroker(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            ask(new DataOutputStream(socket.getOutputStream()));
            return brokers(new DataInputStream(socket.getInputStream())) > 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static void ask(DataOutputStream out) throws IOException {
        out.writeInt(REQUEST_BYTES);
        out.writeShort(METADATA);
        out.writeShort(VERSION);
        out.writeInt(1);
        out.writeShort(NO_CLIENT_ID);
        out.writeInt(NO_TOPICS);
        out.flush();
    }

    private static int brokers(DataInputStream in) throws IOException {
        in.readInt();
        in.readInt();
        return in.readInt();
    }
}
